import type { ChangeSet, ResourceChange } from "@strata/change-set";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import { compare, type CompareRequest, describeComparison } from "./compare.ts";
import { comparisonsIn, writeComparison } from "./comparison-file.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const create: ResourceChange = {
  change: "create",
  urn: "urn:a\n::error::x",
  type: "aws:ec2/vpc:Vpc",
  name: "a",
  provider: "",
  replaceKeys: [],
  properties: [],
};
const plan = (fields: Partial<ChangeSet> = {}): ChangeSet =>
  emptyChangeSet({ environment: "dev", commit: { revision: commit, dirty: false }, ...fields });
const request = (fields: Partial<CompareRequest>): CompareRequest => ({
  environment: "dev",
  stacks: ["network"],
  planned: [plan()],
  reviewed: [],
  commit,
  accept: [],
  ...fields,
});

it("lets through what does nothing, and looks at the stacks that are applied alone", () => {
  expect(compare(request({})).differences).toEqual([]);
  expect(
    compare(request({ planned: [plan(), plan({ stack: "eks", resources: [create] })] })).differences,
  ).toEqual([]);
});

it.each<[string, Partial<CompareRequest>, RegExp]>([
  ["no plan", { planned: [] }, /network: it has no plan/],
  ["a failed one", { planned: [plan({ succeeded: false })] }, /network: its preview did not succeed/],
  ["another operation", { planned: [plan({ operation: "refresh" })] }, /its refresh did not succeed/],
  [
    "another commit",
    { planned: [plan({ commit: { revision: "fff", dirty: false } })] },
    /planned at fff, this is 0123/,
  ],
  [
    "other files",
    { planned: [plan({ commit: { revision: commit, dirty: true } })] },
    /0123\w+ with other files/,
  ],
])("refuses %s, and says how to plan again", (_what, fields, message) => {
  expect(() => compare(request(fields))).toThrow(message);
  expect(() => compare(request(fields))).toThrow(
    /Plan again: npx nx run-many -t preview -p network -c dev --plan/,
  );
});

it("is accepted by the digest of exactly what it found, and says it", () => {
  const wider = request({ planned: [plan({ resources: [create] })] });
  const found = compare(wider);
  expect(found.accepted).toBe(false);
  expect(describeComparison(found)).toContain(`--field accept=${found.digest}`);
  expect(describeComparison(found)).not.toMatch(/^::error/m);
  expect(compare({ ...wider, accept: ["other", found.digest] }).accepted).toBe(true);
  expect(compare({ ...wider, accept: ["0".repeat(16)] }).accepted).toBe(false);
});

it("is kept and read again", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-comparison-"));
  try {
    expect(comparisonsIn(join(folder, "none"))).toEqual([]);
    const found = compare(request({ planned: [plan({ resources: [create] })] }));
    writeComparison(found, join(folder, "of"));
    expect(comparisonsIn(folder)).toEqual([found]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
