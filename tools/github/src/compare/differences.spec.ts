import type { ChangeSet, PropertyChange, ResourceChange } from "@strata/change-set";
import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import { differences, digestOf } from "./differences.ts";

const property = (path: string, to: unknown): PropertyChange => ({
  path,
  kind: "update",
  replaces: false,
  old: 0,
  new: to,
});
const resource = (
  change: ResourceChange["change"],
  properties: PropertyChange[] = [],
  urn = "urn:a",
): ResourceChange => ({
  change,
  urn,
  type: "aws:ec2/vpc:Vpc",
  name: "a",
  provider: "",
  replaceKeys: change === "replace" ? ["cidrBlock"] : [],
  properties,
});
const of = (resources: ResourceChange[], fields: Partial<ChangeSet> = {}): ChangeSet =>
  emptyChangeSet({ environment: "dev", resources, ...fields });

it("finds nothing in what was reviewed, and in less", () => {
  const reviewed = of([resource("update", [property("tags.A", "x")]), resource("create", [], "urn:b")]);
  expect(differences([reviewed], [reviewed])).toEqual([]);
  expect(differences([of([])], [reviewed])).toEqual([]);
  expect(differences([of([])], [])).toEqual([]);
});

it.each<[string, ChangeSet[], string]>([
  ["nothing was reviewed", [], "replace because of cidrBlock; reviewed: no change"],
  ["an update was reviewed", [of([resource("update")])], "replace because of cidrBlock; reviewed: update"],
  [
    "another stack was",
    [of([resource("replace")], { stack: "eks" })],
    "replace because of cidrBlock; reviewed: no change",
  ],
  [
    "another environment was",
    [of([resource("replace")], { environment: "prod" })],
    "replace because of cidrBlock; reviewed: no change",
  ],
])("finds a replacement where %s", (_what, reviewed, message) => {
  expect(differences([of([resource("replace")])], reviewed)).toEqual([
    { stack: "network", urn: "urn:a", message },
  ]);
});

it("takes what several pull requests show together", () => {
  const one = of([resource("update", [property("tags.A", "x")])]);
  const two = of([resource("update", [property("tags.B", "y")])]);
  const both = of([resource("update", [property("tags.A", "x"), property("tags.B", "y")])]);
  expect(differences([both], [two, one])).toEqual([]);
  expect(differences([both], [one])).toHaveLength(1);
  // The newer one says another value: it is the one that holds.
  const newer = of([resource("update", [property("tags.A", "z")])]);
  expect(differences([of([resource("update", [property("tags.A", "q")])])], [newer, one])).toEqual([
    { stack: "network", urn: "urn:a", message: 'tags.A changes to "q"; reviewed: "z"' },
  ]);
});

it("has one digest for the same differences in whatever order, and others for others", () => {
  const found = differences([of([resource("create"), resource("delete", [], "urn:b")])], []);
  expect(digestOf("dev", found)).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf("dev", [...found].reverse())).toBe(digestOf("dev", found));
  expect(digestOf("prod", found)).not.toBe(digestOf("dev", found));
  expect(digestOf("dev", found.slice(1))).not.toBe(digestOf("dev", found));
});
