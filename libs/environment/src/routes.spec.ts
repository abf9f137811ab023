import fc from "fast-check";
import { ACCOUNT_ALIASES, REGIONS } from "./definitions.ts";
import { allRouteKeys, parseAccountAlias, parseRegion, parseRouteKey, routeKey } from "./routes.ts";

const route = fc.record({
  account: fc.constantFrom(...ACCOUNT_ALIASES),
  region: fc.constantFrom(...REGIONS),
});

describe("routes", () => {
  it("are the same after they are written and read", () => {
    fc.assert(fc.property(route, (it) => expect(parseRouteKey(routeKey(it))).toEqual(it)));
  });

  it("do not collide: two routes have one key only where they are one", () => {
    fc.assert(
      fc.property(route, route, (left, right) => {
        const same = left.account === right.account && left.region === right.region;
        expect(routeKey(left) === routeKey(right)).toBe(same);
      }),
    );
    expect(new Set(allRouteKeys()).size).toBe(ACCOUNT_ALIASES.length * REGIONS.length);
  });

  it("are read from nothing else", () => {
    const keys = new Set<string>(allRouteKeys());
    const part = fc.oneof(fc.string(), fc.constantFrom(...ACCOUNT_ALIASES, ...REGIONS, "", "/"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
        const text = parts.join("/");
        if (keys.has(text)) expect(routeKey(parseRouteKey(text))).toBe(text);
        else expect(() => parseRouteKey(text)).toThrow();
      }),
    );
  });

  it.each([
    [
      "workload/eu-wst-1",
      'In the route "workload/eu-wst-1": Unknown account "workload". Did you mean "workloads"? Allowed: workloads, ' +
        'shared. Unknown region "eu-wst-1". Did you mean "eu-west-1"? Allowed: eu-central-1, eu-west-1.',
    ],
    [
      "eu-west-1",
      'Unknown route "eu-west-1": expected <account>/<region>. Allowed: workloads/eu-central-1, workloads/eu-west-1, ' +
        "shared/eu-central-1, shared/eu-west-1.",
    ],
  ])("say what is wrong with %j", (text, message) => expect(() => parseRouteKey(text)).toThrow(message));
});

it("an account alias and a region have the nearest name and the list", () => {
  expect(() => parseAccountAlias("shard")).toThrow(
    'Unknown account "shard". Did you mean "shared"? Allowed: workloads, shared.',
  );
  expect(() => parseRegion("eu-west-1", ["eu-central-1"])).toThrow(
    'Unknown region "eu-west-1". Allowed: eu-central-1.',
  );
});
