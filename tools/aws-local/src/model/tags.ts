import type { CheckFailure } from "../declarations/validate.ts";
import { isMap, Secret, UNKNOWN, type Value, type ValueMap } from "../protocol/values.ts";
import { childPath } from "./paths.ts";

/**
 * All tags of a resource: the provider's default tags, and over them its own. pulumi-aws computes `tagsAll` in its
 * Check in the same way, so that a change of the default tags is a change of every resource that can have tags.
 */
export function mergeTags(defaultTags: ValueMap, tags: Value | undefined): Value {
  if (tags === UNKNOWN) return UNKNOWN;
  if (tags instanceof Secret) return new Secret(mergeTags(defaultTags, tags.value));
  return { ...defaultTags, ...(isMap(tags) ? tags : {}) };
}

/**
 * The limits AWS sets for tags. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function checkTags(tagsAll: Value): CheckFailure[] {
  const tags = tagsAll instanceof Secret ? tagsAll.value : tagsAll;
  if (!isMap(tags)) return [];
  const failures: CheckFailure[] = [];
  const count = Object.keys(tags).length;
  if (count > 50)
    failures.push({ property: "tags", reason: `AWS allows 50 tags on a resource, got ${count}.` });
  for (const [key, value] of Object.entries(tags)) {
    const property = childPath("tags", key);
    const keyLength = charactersIn(key);
    if (keyLength < 1 || keyLength > 128) {
      failures.push({ property, reason: `A tag's key has 1 to 128 characters, got ${keyLength}.` });
    }
    if (/^aws:/i.test(key))
      failures.push({ property, reason: `Keys that begin with "aws:" are reserved for AWS.` });
    const valueLength = typeof value === "string" ? charactersIn(value) : 0;
    if (valueLength > 256) {
      failures.push({ property, reason: `A tag's value has at most 256 characters, got ${valueLength}.` });
    }
  }
  return failures;
}

/** AWS counts characters of Unicode, of which some take two units of a text in JavaScript. */
function charactersIn(text: string): number {
  return [...text].length;
}
