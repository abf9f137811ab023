import fc from "fast-check";
import { editDistance, nearest, unknownName } from "./nearest.ts";

describe("the nearest name", () => {
  it.each([
    ["prd", "prod"],
    ["PROD", "prod"],
    ["sandbx", "sandbox"],
    ["devel", "dev"],
    ["staging", undefined],
    ["", undefined],
  ])("of %j is %j", (text, expected) =>
    expect(nearest(text, ["local", "sandbox", "dev", "prod"])).toBe(expected),
  );

  it("is in the sentence, with the list", () => {
    expect(unknownName("region", "eu-wst-1", ["eu-central-1", "eu-west-1"])).toBe(
      'Unknown region "eu-wst-1". Did you mean "eu-west-1"? Allowed: eu-central-1, eu-west-1.',
    );
    expect(unknownName("region", "mars", ["eu-west-1"])).toBe('Unknown region "mars". Allowed: eu-west-1.');
  });
});

describe("the edit distance", () => {
  const text = fc.string({ maxLength: 12 });

  it("is a metric", () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });

  it("of a text and the same with n characters inserted is n", () => {
    fc.assert(fc.property(text, text, (a, b) => expect(editDistance(a, a + b)).toBe(b.length)));
  });
});
