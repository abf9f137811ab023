import { setFlagsFromString } from "node:v8";

const EARLY = ["--semi-space-growth-factor=1", "--heap-growing-percent=30"];
/** Their defaults (V8 13.6, src/flags/flag-definitions.h). */
const USUAL = ["--semi-space-growth-factor=2", "--heap-growing-percent=0"];

let collectsEarly = false;

/**
 * Keeps the memory of this process in proportion to what it holds, which is little at any size of the store, and not to what
 * there is: V8 lets its young generation grow to 128 MB, and collects the old one late. For a process that had no options of
 * its own at its start, where the largest size of the young generation would be set; that it does not grow is read
 * whenever it would (V8 13.6, src/heap/new-spaces.cc and src/heap/memory-controller.cc).
 */
export function collectEarly(): void {
  collectsEarly = true;
  EARLY.forEach(setFlagsFromString);
}

/**
 * Loads modules under the flags with which the process began: V8 takes none of the code that it has compiled before where
 * they differ (`FlagList::Hash`, which is part of what code is checked against).
 */
export async function loadCompiled<T>(load: () => Promise<T>): Promise<T> {
  if (!collectsEarly) return load();
  USUAL.forEach(setFlagsFromString);
  try {
    return await load();
  } finally {
    EARLY.forEach(setFlagsFromString);
  }
}
