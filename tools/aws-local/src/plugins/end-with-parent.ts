import { fstatSync } from "node:fs";

/** How often to look whether the parent is still there, in milliseconds. */
const INTERVAL = 500;

/**
 * Ends this process when the one that started it is gone, also if that was killed and could not say so: when our
 * standard input, if it is a pipe, ends; or when we belong to another parent.
 */
export function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, INTERVAL).unref();
  if (isPipe(0)) {
    process.stdin.on("end", end).on("error", end).resume();
    process.stdin.unref();
  }
}

function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFIFO();
  } catch {
    return false;
  }
}
