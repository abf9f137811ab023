import fc from "fast-check";
import {
  Asset,
  fromWire,
  hasUnknown,
  reveal,
  sameValue,
  Secret,
  toWire,
  UNKNOWN,
  type Value,
} from "./values.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.constant(UNKNOWN),
    fc.array(tie("value")),
    fc.dictionary(fc.string(), tie("value")),
    tie("value").map((value) => new Secret(value)),
  ),
})).value;

describe("property values", () => {
  it("come back from the wire as they went", () => {
    fc.assert(
      fc.property(values, (value) => {
        const wire = JSON.stringify(toWire(value));
        expect(JSON.stringify(toWire(fromWire(JSON.parse(wire))))).toBe(wire);
      }),
    );
  });

  it("are unknown for each text by which the engine says so", () => {
    expect(fromWire({ a: [unknownText], b: "3eeb2bf0-c639-47a8-9e75-3b44932eb421" })).toEqual({
      a: [UNKNOWN],
      b: UNKNOWN,
    });
    expect(
      hasUnknown(fromWire({ a: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: unknownText } })),
    ).toBe(true);
  });

  it("read output values and references to resources as the values they stand for", () => {
    const output = (fields: object) =>
      fromWire({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...fields });
    expect(output({})).toBe(UNKNOWN);
    expect(output({ value: "x", secret: true })).toEqual(new Secret("x"));
    expect(fromWire({ [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "vpc-1" })).toBe(
      "vpc-1",
    );
  });

  it("keep archives as they came and compare them by their hash", () => {
    const archive = (hash: string, path: string) =>
      fromWire({ [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", hash, path });
    expect(archive("1", "a")).toBeInstanceOf(Asset);
    expect(toWire(archive("1", "a"))).toMatchObject({ hash: "1", path: "a" });
    expect(sameValue(archive("1", "a"), archive("1", "b"))).toBe(true);
    expect(sameValue(archive("1", "a"), archive("2", "a"))).toBe(false);
  });

  it("never hold an unknown value to be the same as another", () => {
    expect(sameValue(UNKNOWN, UNKNOWN)).toBe(false);
    expect(sameValue({ a: [UNKNOWN] }, { a: [UNKNOWN] })).toBe(false);
    expect(sameValue(new Secret("x"), "x")).toBe(true);
  });

  it("refuse a kind they do not know", () => {
    expect(() => fromWire({ [SIGNATURE]: "ffff" })).toThrow(/signature ffff/);
  });

  it("can be revealed at every depth", () => {
    expect(reveal([new Secret({ a: new Secret(1) })])).toEqual([{ a: 1 }]);
  });
});
