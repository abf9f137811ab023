import { type ExpectedChange, expects, newlyExpected, parseExpectedChanges } from "./expected-changes.ts";

const urn = "urn:pulumi:local::rds::aws:rds/instance:Instance::database";
const entry: ExpectedChange = { urn, change: "replace", reason: "moved to a larger class, from a snapshot" };

it("reads what is expected, and says all that is wrong with it", () => {
  expect(parseExpectedChanges(JSON.stringify([entry]))).toEqual([entry]);
  expect(() => parseExpectedChanges("[")).toThrow(/expected-replacements\.json is not JSON/);
  const wrong = [{ urn: "database", change: "update", reason: "x", by: "me" }];
  expect(() => parseExpectedChanges(JSON.stringify(wrong))).toThrow(/urn[^]*change[^]*reason|reason[^]*urn/i);
});

it("expects of this upgrade what the base did not expect yet", () => {
  const again = { ...entry, reason: "moved once more, to another subnet group" };
  expect(newlyExpected([entry], [entry, again])).toEqual([again]);
  expect(newlyExpected([], [entry])).toEqual([entry]);
});

it("takes a star for any characters, and every other character for itself", () => {
  expect(expects({ ...entry, urn: "urn:pulumi:local::rds::*::data*" }, { urn, change: "replace" })).toBe(
    true,
  );
  expect(expects({ ...entry, urn: "urn:pulumi:local::rds::*" }, { urn, change: "delete" })).toBe(false);
  expect(expects({ ...entry, urn: urn.replace("/", ".") }, { urn, change: "replace" })).toBe(false);
  expect(expects({ ...entry, urn: urn.slice(0, -1) }, { urn, change: "replace" })).toBe(false);
  const child = "urn:pulumi:local::rds::strata:rds:Database$aws:kms/key:Key::a";
  expect(expects({ ...entry, urn: child }, { urn: child, change: "replace" })).toBe(true);
});
