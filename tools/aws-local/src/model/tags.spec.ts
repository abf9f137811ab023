import { checkTags as rulesOfTagging } from "@strata/tagging";
import fc from "fast-check";
import { childPath } from "./paths.ts";
import { checkTags } from "./tags.ts";

/**
 * Two implementations of AWS's limits, made apart: one that a program's tags are checked with before anything is
 * registered, and that of the embedded AWS, which sees what reaches it.
 */
describe("the limits of tags", () => {
  const character = fc.constantFrom(..."aZ9 éß漢𝒜+-=._:/@");
  const text = (maxLength: number) =>
    fc.array(character, { maxLength, size: "max" }).map((characters) => characters.join(""));
  const key = fc.oneof(
    text(20),
    text(20).map((it) => `aws:${it}`),
    fc.tuple(character, fc.integer({ min: 126, max: 130 })).map(([it, length]) => it.repeat(length)),
  );
  const value = fc.oneof(
    text(20),
    fc.tuple(character, fc.integer({ min: 254, max: 258 })).map(([it, length]) => it.repeat(length)),
  );
  // Distinct in lower case: that IAM tells no case apart is not a rule of every service.
  const keys = (maxLength: number) =>
    fc.uniqueArray(key, { maxLength, size: "max", selector: (it) => it.toLowerCase() });
  // Few tags are often accepted, many hardly ever.
  const tags = fc
    .tuple(fc.oneof(keys(2), keys(53)), value)
    .map(([names, it]) => Object.fromEntries(names.map((name) => [name, it])));

  it("libs/tagging and the embedded AWS refuse the same tags, by the same rules", () => {
    let refused = 0;
    fc.assert(
      fc.property(tags, (given) => {
        const ours = rulesOfTagging(given).map(({ path, allowed }) => [path[0], ruleOf(allowed)]);
        const theirs = checkTags(given).map(({ property, reason }) => [
          keyOf(property, given),
          ruleOf(reason),
        ]);
        if (ours.length > 0) refused += 1;
        expect(theirs.map(String).sort()).toEqual(ours.map(String).sort());
      }),
      { numRuns: 300 },
    );
    // Otherwise the tags that were made say nothing.
    expect(refused).toBeGreaterThan(30);
    expect(refused).toBeLessThan(290);
  });
});

/** What a sentence is about. */
function ruleOf(sentence: string): string {
  if (/reserved/.test(sentence)) return "prefix";
  if (/value/.test(sentence)) return "value";
  if (/\b50 tags\b/.test(sentence)) return "count";
  return /key/.test(sentence) ? "key" : sentence;
}

/** The key of a failure's property, `tags.Name` or `tags["a b"]`; none for all of them. */
function keyOf(property: string | undefined, given: object): string | undefined {
  return Object.keys(given).find((key) => property === childPath("tags", key));
}
