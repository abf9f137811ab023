import fc from "fast-check";
import { problemsOf } from "@strata/environment/problems";
import { COST_CENTRES, DATA_CLASSIFICATIONS, OWNERS } from "@strata/environment/tag-values";
import { checkTags, type MandatoryTags, StackTags, TAG_KEYS, TagError, toTags } from "./index.ts";

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
/** Keys that differ by more than case. */
const distinctKeys = fc.uniqueArray(key, { maxLength: 50, selector: (it) => it.toLowerCase() });

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
    const bad = {
      ...tags,
      owner: "platfrom",
      costCentre: "1000",
      environment: "test",
      repository: "a#b",
      stack: " ",
    } as unknown as MandatoryTags;
    let message = "";
    try {
      toTags(bad, { Owner: "me", owner: "me", "aws:x": "1" });
    } catch (error) {
      expect(error).toBeInstanceOf(TagError);
      message = (error as Error).message;
    }
    expect(message).toMatch(/owner: got "platfrom"; did you mean "platform"\? Allowed: platform, data, /);
    expect(message).toMatch(/costCentre: got "1000"; .*Allowed: CC-1000, CC-2000/i);
    expect(message).toMatch(/environment: got "test"; allowed: local, sandbox, dev, prod/);
    expect(message).toMatch(/repository: got "a#b"; a value has letters, numbers/);
    expect(message).toMatch(/stack: got " "; expected a text that is not blank/);
    expect(message).toMatch(/more\.Owner: got "me"; it is a mandatory tag; set "owner" instead/);
    expect(message).toMatch(/more\.owner: got "owner"; IAM takes it for the same key as "Owner"/);
    expect(message).toMatch(/aws:x: got "aws:x"; the prefix "aws:" is reserved/);
  });

  it("names each missing tag", () => {
    expect(() => toTags({ owner: "me" } as unknown as MandatoryTags)).toThrow(
      /environment: got nothing[^]*stack: got nothing/,
    );
  });

  it("keeps what it is given, and adds the mandatory tags", () => {
    const mandatory = Object.values(TAG_KEYS).map((it) => it.toLowerCase());
    const others = distinctKeys.filter((keys) => !keys.some((it) => mandatory.includes(it.toLowerCase())));
    fc.assert(
      fc.property(others, text(0, 256), (keys, value) => {
        const more = Object.fromEntries(keys.slice(0, 43).map((it) => [it, value]));
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

  it("counts characters, not UTF-16 units: 128 in a key and not 129, 256 in a value and not 257", () => {
    const letter = fc.constantFrom("a", "é", "漢", "𝒜");
    fc.assert(
      fc.property(letter, fc.integer({ min: 1, max: 300 }), (it, length) => {
        const problemsOfKey = length > 128 ? [expect.stringContaining("at most 128 characters")] : [];
        const problemsOfValue = length > 256 ? [expect.stringContaining("at most 256 characters")] : [];
        expect(checkTags({ [it.repeat(length)]: "" }).map(({ allowed }) => allowed)).toEqual(problemsOfKey);
        expect(checkTags({ key: it.repeat(length) }).map(({ allowed }) => allowed)).toEqual(problemsOfValue);
      }),
    );
    for (const length of [128, 129]) {
      expect(checkTags({ ["𝒜".repeat(length)]: "" })).toHaveLength(length - 128);
      expect(checkTags({ key: "𝒜".repeat(length + 128) })).toHaveLength(length - 128);
    }
  });

  it("refuses the reserved prefix in any case, whatever follows", () => {
    const prefix = fc.constantFrom("aws:", "AWS:", "Aws:", "aWS:");
    fc.assert(
      fc.property(prefix, text(0, 124), (before, after) =>
        expect(checkTags({ [before + after]: "" })).toEqual([
          expect.objectContaining({ allowed: expect.stringContaining("reserved") }),
        ]),
      ),
    );
  });

  it("takes 50 tags of a resource, and not 51", () => {
    for (const count of [50, 51]) {
      const many = Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, ""]));
      expect(checkTags(many)).toEqual(
        count === 50 ? [] : [{ path: [], got: "51 tags", allowed: "a resource has at most 50 tags" }],
      );
    }
  });

  it("refuses an empty key, a value that is no text, and a key that differs from another in case alone", () => {
    expect(checkTags({ "": "" })).toHaveLength(1);
    expect(checkTags({ key: 1234 })).toEqual([
      { path: ["key"], got: 1234, allowed: "a value is a text, in quotes" },
    ]);
    expect(checkTags({ product: "", Product: "" })).toEqual([
      { path: ["Product"], got: "Product", allowed: 'IAM takes it for the same key as "product"' },
    ]);
  });
});

describe("the values that are allowed", () => {
  it.each([...OWNERS, ...COST_CENTRES, ...DATA_CLASSIFICATIONS])(
    "%s is a value that AWS accepts",
    (value) => {
      expect(checkTags({ key: value })).toEqual([]);
      expect(value.trim()).not.toBe("");
    },
  );
});

describe("StackTags", () => {
  const chosen = { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" };
  const messages = (value: unknown): string[] => {
    const result = StackTags.safeParse(value);
    if (result.success) return [];
    return problemsOf(result.error, value).map(({ path, allowed }) => `${path.join(".")}: ${allowed}`);
  };

  it("has the stack's own tags in more, beside those of which 43 are left", () => {
    const more = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, ""]));
    expect(messages(chosen)).toEqual([]);
    expect(messages({ ...chosen, more: more(43) })).toEqual([]);
    expect(messages({ ...chosen, more: more(44) })).toEqual([
      "more: a resource has at most 50 tags, of which 7 are mandatory: 43 are left",
    ]);
    expect(messages({ ...chosen, more: ["a"] })).toEqual(["more: expected keys and values of tags"]);
    expect(messages({ ...chosen, more: { Stack: "mine", CostCentre: "CC-2000" } })).toEqual([
      'more.CostCentre: it is a mandatory tag; set "costCentre" instead',
      "more.Stack: it is a mandatory tag, whose value is known",
    ]);
  });

  it("says where another tag belongs, and what AWS has against it, at once with every other problem", () => {
    const long = "k".repeat(129);
    expect(messages({ owner: "data", [long]: "v", more: { [long]: 1 } })).toEqual([
      expect.stringMatching(/^costCentre: allowed: CC-1000/),
      expect.stringMatching(/^dataClassification: allowed: public, internal/),
      `more.${long}: a key has at most 128 characters, and this has 129`,
      `more.${long}: a value is a text, in quotes`,
      ": allowed here: owner, costCentre, dataClassification, more; tags of the stack's own belong in more; " +
        "a key has at most 128 characters, and this has 129",
    ]);
  });

  it("accepts a set of tags exactly when toTags does", () => {
    const wild = fc.dictionary(fc.string({ maxLength: 130 }), fc.string({ maxLength: 260 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(wild, (more) => {
        const accepted = messages({ ...chosen, more }).length === 0;
        if (accepted) expect(() => toTags(tags, more)).not.toThrow();
        else expect(() => toTags(tags, more)).toThrow(TagError);
      }),
    );
  });
});
