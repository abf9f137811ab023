import fc from "fast-check";
import { redact, restore, sealLike } from "./secrets.ts";
import { fromWire, hasSecret, Secret, type ValueMap } from "./values.ts";

describe("marks of secrecy", () => {
  it("are put where the input had them, and on what contains a secret's text", () => {
    const inputs: ValueMap = {
      tags: { Token: new Secret("hidden-tag"), Name: "n" },
      name: new Secret("hidden-name"),
    };
    const outputs: ValueMap = {
      tags: { Token: "hidden-tag", Name: "n" },
      arn: "arn:role/hidden-name",
      id: "other",
    };
    expect(sealLike(outputs, inputs)).toEqual({
      tags: { Token: new Secret("hidden-tag"), Name: "n" },
      arn: new Secret("arn:role/hidden-name"),
      id: "other",
    });
  });

  it("do not spread from a short secret to every text that has its letters", () => {
    expect(hasSecret(sealLike({ arn: "arn:1", port: "1" }, { x: new Secret("1") }).arn)).toBe(false);
    expect(hasSecret(sealLike({ port: "1" }, { x: new Secret("1") }).port)).toBe(true);
  });

  it("keep every secret out of what is stored, and bring it back from what Pulumi knows", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        fc.pre(!/^[\da-f$A-Z]+$/.test(text));
        const properties: ValueMap = { a: { b: [new Secret(text), "plain"] } };
        const stored = JSON.stringify(redact(properties));
        expect(stored).not.toContain(JSON.stringify(text).slice(1, -1));
        expect(restore(fromWire(JSON.parse(stored)), properties)).toEqual(properties);
      }),
    );
  });

  it("leave out a secret that Pulumi does not know, or knows otherwise", () => {
    const stored = fromWire(redact({ a: new Secret("one"), b: 1 }));
    expect(restore(stored, { a: new Secret("two") })).toEqual({ b: 1 });
    expect(restore(stored, undefined)).toEqual({ b: 1 });
  });
});
