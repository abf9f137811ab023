import { readKey, reasonsAgainst } from "./reasons.ts";
import type { StoredResult } from "./stored-results.ts";

const path = ["network", "vpcs", "workloads/eu-central-1", "vpcId"];
const earlier = {
  ingredients: { program: "1", state: "1", engine: "1" },
  files: { "stacks/eks/index.ts": "1", "stacks/eks/nodes.ts": "1" },
  reads: [{ path, digest: "1" }],
  changeSet: {} as StoredResult["changeSet"],
};
const reads = new Map([[readKey(path), "1"]]);

it("says that there is none, where there is none", () => {
  expect(reasonsAgainst(undefined, earlier, reads)).toEqual(["no earlier result"]);
});

it("names the files that changed, were added or removed, and counts the rest", () => {
  const now = { ...earlier, ingredients: { ...earlier.ingredients, program: "2" } };
  expect(reasonsAgainst(earlier, { ...now, files: { "stacks/eks/index.ts": "1", b: "1" } }, reads)).toEqual([
    "b, stacks/eks/nodes.ts changed",
  ]);
  const many = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, "1"]));
  expect(reasonsAgainst(earlier, { ...now, files: { ...earlier.files, ...many } }, reads)).toEqual([
    "a, b, c and 2 more changed",
  ]);
});

it("names what else changed, and the outputs that would differ", () => {
  const ingredients = { ...earlier.ingredients, state: "2", engine: "2" };
  const reasons = reasonsAgainst(earlier, { ...earlier, ingredients }, new Map([[readKey(path), "2"]]));
  expect(reasons).toEqual([
    "its state changed",
    "the engine changed",
    "network.vpcs.workloads/eu-central-1.vpcId would differ",
  ]);
});
