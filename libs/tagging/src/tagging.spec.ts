import fc from "fast-check";
import { checkTags, type MandatoryTags, TAG_KEYS, TagError, toTags } from "./index.ts";

const tags: MandatoryTags = {
  owner: "platform",
  environment: "dev",
  costCentre: "CC-1000",
  dataClassification: "internal",
  repository: "github.com/acme/strata",
  stack: "network",
  managedBy: "pulumi",
};

const character = fc.constantFrom(..."aZ9 éß漢+-=._:/@");
const text = (minLength: number, maxLength: number) =>
  fc.array(character, { minLength, maxLength }).map((characters) => characters.join(""));
const key = text(1, 128).filter((it) => !it.toLowerCase().startsWith("aws:"));

describe("toTags", () => {
  it("gives each mandatory tag its real key", () => {
    expect(toTags(tags)).toEqual({
      Owner: "platform",
      Environment: "dev",
      CostCentre: "CC-1000",
      DataClassification: "internal",
      Repository: "github.com/acme/strata",
      Stack: "network",
      ManagedBy: "pulumi",
    });
  });

  it("reports all problems at once, with what was found and what is allowed", () => {
    const bad = { ...tags, owner: " ", environment: "test", repository: "a#b" } as unknown as MandatoryTags;
    let message = "";
    try {
      toTags(bad, { Owner: "me", "aws:x": "1" });
    } catch (error) {
      expect(error).toBeInstanceOf(TagError);
      message = (error as Error).message;
    }
    expect(message).toMatch(/owner: got " "; expected a text that is not blank/);
    expect(message).toMatch(/environment: got "test"; .*"local"\|"sandbox"\|"dev"\|"prod"/);
    expect(message).toMatch(/Repository: got "a#b"; a value has letters, numbers/);
    expect(message).toMatch(/Owner: got "me"; it is a mandatory tag; set "owner" instead/);
    expect(message).toMatch(/aws:x: got "aws:x"; the prefix "aws:" is reserved/);
  });

  it("names each missing tag", () => {
    expect(() => toTags({ owner: "me" } as unknown as MandatoryTags)).toThrow(
      /environment: got nothing[^]*stack: got nothing/,
    );
  });

  it("keeps what it is given, and adds the mandatory tags", () => {
    const free = key.filter((it) => !Object.values(TAG_KEYS).includes(it));
    fc.assert(
      fc.property(fc.dictionary(free, text(0, 256), { maxKeys: 43, noNullPrototype: true }), (more) => {
        expect(toTags(tags, more)).toEqual({ ...more, ...toTags(tags) });
      }),
    );
  });
});

describe("checkTags", () => {
  it("accepts what AWS documents as allowed", () => {
    fc.assert(
      fc.property(key, text(0, 256), (name, value) => expect(checkTags({ [name]: value })).toEqual([])),
    );
  });

  it("refuses any other character, in keys and in values", () => {
    const other = fc.constantFrom(..."#*?!,;<>{}()'\"\\|&%$\n\t");
    fc.assert(
      fc.property(text(1, 20), other, text(0, 20), (before, bad, after) => {
        expect(checkTags({ key: before + bad + after })).toHaveLength(1);
        expect(checkTags({ [`k${bad}${after}`]: "value" })).toHaveLength(1);
      }),
    );
  });

  it("counts characters, not UTF-16 units, up to 128 in a key and 256 in a value", () => {
    expect(checkTags({ ["𝒜".repeat(128)]: "𝒜".repeat(256) })).toEqual([]);
    expect(checkTags({ ["a".repeat(129)]: "a".repeat(257) })).toHaveLength(2);
  });

  it("refuses an empty key, the reserved prefix in any case, and a 51st tag", () => {
    expect(checkTags({ "": "" })).toHaveLength(1);
    expect(checkTags({ "AWS:cloudformation": "" })).toHaveLength(1);
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key-${index}`, ""]));
    expect(checkTags(many)).toEqual([
      { path: [], got: "51 tags", allowed: "a resource has at most 50 tags" },
    ]);
  });
});
