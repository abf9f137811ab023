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
 * reserved prefix `aws:`, keys that differ in case alone, and the number of tags of one resource. The path of a problem
 * is the tag's key.
 */
export function checkTags(tags: Readonly<Record<string, unknown>>): Problem[] {
  const problems: Problem[] = Object.entries(tags).flatMap(([key, value]) => [
    ...checkKey(key).map((allowed) => ({ path: [key], got: key, allowed })),
    ...checkValue(value).map((allowed) => ({ path: [key], got: value, allowed })),
  ]);
  problems.push(...checkCase(Object.keys(tags)));
  const count = Object.keys(tags).length;
  if (count > MAX_TAGS) {
    problems.push({ path: [], got: `${count} tags`, allowed: `a resource has at most ${MAX_TAGS} tags` });
  }
  return problems;
}

/** What AWS does not accept in the key of a tag, a sentence without a full stop for each rule that is broken. */
export function checkKey(key: string): string[] {
  const problems = [];
  if (key === "") problems.push("a key has at least one character");
  const length = charactersIn(key);
  if (length > MAX_KEY) problems.push(`a key has at most ${MAX_KEY} characters, and this has ${length}`);
  if (!CHARACTERS.test(key)) problems.push(`a key has ${CHARACTERS_IN_WORDS} only`);
  if (/^aws:/i.test(key)) problems.push(`the prefix "aws:" is reserved for AWS`);
  return problems;
}

/** What AWS does not accept in the value of a tag, as {@link checkKey}. */
export function checkValue(value: unknown): string[] {
  if (typeof value !== "string") return ["a value is a text, in quotes"];
  const problems = [];
  const length = charactersIn(value);
  if (length > MAX_VALUE) {
    problems.push(`a value has at most ${MAX_VALUE} characters, and this has ${length}`);
  }
  if (!CHARACTERS.test(value)) problems.push(`a value has ${CHARACTERS_IN_WORDS} only`);
  return problems;
}

/**
 * EC2 takes `Owner` and `owner` as two tags; IAM refuses the second, also where it comes from the provider's default
 * tags (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules).
 */
function checkCase(keys: readonly string[]): Problem[] {
  const first = new Map<string, string>();
  return keys.flatMap((key) => {
    const same = first.get(key.toLowerCase());
    if (same === undefined) {
      first.set(key.toLowerCase(), key);
      return [];
    }
    return [{ path: [key], got: key, allowed: `IAM takes it for the same key as ${JSON.stringify(same)}` }];
  });
}

function charactersIn(text: string): number {
  return [...text].length;
}
