import { problemsOfSettings, type Settings } from "./settings-problems.ts";

const settings: Settings = {
  accounts: ["workloads"],
  regions: ["eu-central-1"],
  zones: ["a", "b"],
  nat: "onePerAz",
  natAllocationIds: {},
  blockPublicAccess: "off",
};
const problemsOf = (changes: Partial<Settings>) => problemsOfSettings({ ...settings, ...changes }).join("\n");
const own = (addresses: Record<string, string>) => ({
  natAllocationIds: { "workloads/eu-central-1": addresses },
});

it.each<Partial<Settings>>([
  {},
  { nat: "none", blockPublicAccess: "bidirectional" },
  { blockPublicAccess: "ingress" },
  own({ a: "eipalloc-0a", b: "eipalloc-0b" }),
  { nat: "single", ...own({ a: "eipalloc-0a" }) },
  { nat: "regional", ...own({ a: "eipalloc-0a", b: "eipalloc-0b" }) },
])("has nothing against %j", (changes) => {
  expect(problemsOf(changes)).toBe("");
});

it.each<[Partial<Settings>, RegExp]>([
  [
    { blockPublicAccess: "bidirectional" },
    /stops the NAT gateways of network:nat onePerAz.*Set it with: pulumi/,
  ],
  [
    own({ a: "eipalloc-0a" }),
    /\["workloads\/eu-central-1"\]: got nothing for b; network:nat onePerAz has .* a, b/,
  ],
  [own({ a: "eipalloc-0a", b: "eipalloc-0b", c: "eipalloc-0c" }), /got c; .* in a, b. Remove the others/],
  [{ nat: "none", ...own({ a: "eipalloc-0a" }) }, /got a; network:nat none has addresses in no zone/],
  [{ natAllocationIds: { "shared/eu-central-1": {} } }, /the stack is not deployed there\. Remove it/],
])("of %j says what is wrong", (changes, message) => {
  expect(problemsOf(changes)).toMatch(message);
});

it("says all of it at once", () => {
  const all = problemsOfSettings({
    ...settings,
    blockPublicAccess: "bidirectional",
    natAllocationIds: { "shared/eu-central-1": {}, "workloads/eu-central-1": { a: "eipalloc-0a", d: "x" } },
  });
  expect(all).toHaveLength(4);
});
