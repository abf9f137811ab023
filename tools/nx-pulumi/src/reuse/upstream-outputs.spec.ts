import type { PlannedOutputs } from "@strata/stack-contract/planned-outputs";
import fc from "fast-check";
import { isUnknownRead, readDigest } from "./upstream-outputs.ts";

type Planned = PlannedOutputs["outputs"];
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:abc",
};
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const deployed = { vpcs: { one: { id: "vpc-1", cidr: "10.0.0.0/16" } }, token: SECRET, zone: "a" };
const digest = (planned: Planned | undefined, path: string[], at: object | null = deployed) =>
  readDigest({ planned, deployed: (at ?? undefined) as Record<string, unknown> | undefined }, path);

const asDeployed: Planned = {
  vpcs: { state: "known", value: { one: { cidr: "10.0.0.0/16", id: "vpc-1" } } },
  token: { state: "as deployed" },
  zone: { state: "known", value: "a" },
};

it.each([[[]], [["vpcs"]], [["vpcs", "one", "id"]], [["token"]], [["zone"]]])(
  "is the same for %j whether it is read from what is deployed or from a plan that changes nothing",
  (path) => expect(digest(asDeployed, path)).toBe(digest(undefined, path)),
);

it("differs where the value differs, and nowhere else", () => {
  const changed: Planned = {
    ...asDeployed,
    vpcs: { state: "known", value: { one: { id: UNKNOWN, cidr: "10.0.0.0/16" } } },
  };
  expect(digest(changed, ["vpcs", "one", "id"])).not.toBe(digest(asDeployed, ["vpcs", "one", "id"]));
  expect(digest(changed, ["vpcs", "one", "cidr"])).toBe(digest(asDeployed, ["vpcs", "one", "cidr"]));
  expect(digest(changed, [])).toBe(digest(asDeployed, []));
});

it("tells unknown, changed secrets and removed outputs from what is deployed, and from one another", () => {
  const of = (planned: Planned) => digest(planned, ["token"]);
  const { token: _removed, ...without } = asDeployed;
  const all = [
    of(asDeployed),
    of({ ...asDeployed, token: { state: "secret" } }),
    of({ ...asDeployed, token: { state: "unknown" } }),
    of(without),
    digest(undefined, ["token"], null),
  ];
  expect(new Set(all).size).toBe(4);
  expect(all[4]).toBe(all[3]);
  expect(digest(without, [])).not.toBe(digest(asDeployed, []));
});

it("knows which reads only an update will know", () => {
  const planned: Planned = {
    vpcs: { state: "known", value: { one: { id: UNKNOWN, cidr: "x" } } },
    token: { state: "secret" },
    zone: { state: "as deployed" },
  };
  const unknown = (...path: string[]) => isUnknownRead({ planned, deployed }, path);
  expect([unknown("vpcs"), unknown("vpcs", "one", "id"), unknown("token")]).toEqual([true, true, true]);
  expect([unknown("vpcs", "one", "cidr"), unknown("zone")]).toEqual([false, false]);
});

it("is the same for equal values, whatever the order of their members, and differs for others", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const same = JSON.stringify(left) === JSON.stringify(right);
      const of = (value: unknown) => digest({ zone: { state: "known", value } as never }, ["zone"]);
      expect(of(left) === of(structuredClone(left))).toBe(true);
      if (!same && JSON.stringify(sorted(left)) !== JSON.stringify(sorted(right)))
        expect(of(left)).not.toBe(of(right));
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)]);
}
