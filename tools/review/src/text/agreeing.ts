import type { Phrase } from "./phrase.ts";

/** A sentence that begins with its verb, for one or for several. */
export function agreeing(what: Phrase, count: number): Phrase {
  const [first, ...rest] = what;
  if (count < 2 || typeof first !== "string") return what;
  const plural = first
    .replace(/^is /, "are ")
    .replace(/^is$/, "are")
    .replace(/^has /, "have ")
    .replace(/^goes /, "go ")
    .replace(/^changes /, "change ");
  return [plural, ...rest];
}
