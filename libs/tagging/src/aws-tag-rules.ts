import type { Problem } from "@strata/environment/problems";

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices
// and https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions. Services differ in
// what more they allow; these are the rules that every service accepts.
export const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u;
const CHARACTERS_IN_WORDS = "letters, numbers, spaces and + - = . _ : / @";

/**
 * What AWS does not accept in a set of tags: lengths (in Unicode characters, as AWS counts), characters, the
 * reserved prefix `aws:`, and the number of tags of one resource. The path of a problem is the tag's key.
 */
export function checkTags(tags: Readonly<Record<string, string>>): Problem[] {
  const problems = Object.entries(tags).flatMap(([key, value]) => [
    ...checkKey(key).map((allowed) => ({ path: [key], got: key, allowed })),
    ...checkValue(value).map((allowed) => ({ path: [key], got: value, allowed })),
  ]);
  const count = Object.keys(tags).length;
  if (count > MAX_TAGS) {
    problems.push({ path: [], got: `${count} tags`, allowed: `a resource has at most ${MAX_TAGS} tags` });
  }
  return problems;
}

function checkKey(key: string): string[] {
  const problems = [];
  if (key === "") problems.push("a key has at least one character");
  if (charactersIn(key) > MAX_KEY) problems.push(`a key has at most ${MAX_KEY} characters`);
  if (!CHARACTERS.test(key)) problems.push(`a key has ${CHARACTERS_IN_WORDS} only`);
  if (/^aws:/i.test(key)) problems.push(`the prefix "aws:" is reserved for AWS`);
  return problems;
}

function checkValue(value: string): string[] {
  const problems = [];
  if (charactersIn(value) > MAX_VALUE) problems.push(`a value has at most ${MAX_VALUE} characters`);
  if (!CHARACTERS.test(value)) problems.push(`a value has ${CHARACTERS_IN_WORDS} only`);
  return problems;
}

function charactersIn(text: string): number {
  return [...text].length;
}
