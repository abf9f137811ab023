import type { ChangeSet, ResourceChange } from "@strata/change-set";
import { upgradeProblems } from "./compare.ts";

const TYPE = "aws:ec2/subnet:Subnet";
const urnOf = (name: string): string => `urn:pulumi:local::network::strata:network:Network$${TYPE}::${name}`;

function resource(
  change: ResourceChange["change"],
  name: string,
  more: Partial<ResourceChange> = {},
): ResourceChange {
  return {
    change,
    name,
    urn: urnOf(name),
    type: TYPE,
    provider: "urn:pulumi:local::network::pulumi:providers:aws::aws",
    replaceKeys: [],
    properties: [],
    ...more,
  };
}

function changeSet(resources: ResourceChange[], more: Partial<ChangeSet> = {}): ChangeSet {
  return {
    stack: "network",
    project: "network",
    succeeded: true,
    resources,
    diagnostics: [],
    ...more,
  } as ChangeSet;
}

const problems = (resources: ResourceChange[], more: Partial<Parameters<typeof upgradeProblems>[0]> = {}) =>
  upgradeProblems({
    changeSets: [changeSet(resources)],
    deployedProjects: ["network"],
    expected: [],
    ...more,
  });

it("takes creations, updates and components for safe", () => {
  const harmless = [
    resource("create", "private-d"),
    resource("update", "private-a"),
    resource("delete", "component", { provider: "" }),
  ];
  expect(problems(harmless)).toEqual([]);
});

it("names the resource that is replaced, and the property that causes it", () => {
  const [found, hint] = problems([
    resource("replace", "private-a", {
      replaceKeys: ["cidrBlock"],
      properties: [
        { path: "cidrBlock", kind: "update", replaces: true, old: "10.0.0.0/19", new: "10.0.32.0/19" },
        { path: "tags.Name", kind: "add", replaces: false, new: "a" },
      ],
    }),
  ]);
  expect(found).toBe(
    `network: unexpected replace of ${urnOf("private-a")}\n    because of cidrBlock: "10.0.0.0/19" -> "10.0.32.0/19"`,
  );
  expect(hint).toContain(`{"urn":"${urnOf("private-a")}","change":"replace","reason":"…"}`);
});

it("names the inputs that the engine gives where the provider gives no properties", () => {
  expect(problems([resource("replace", "a", { replaceKeys: ["name", "vpcId"] })])[0]).toContain(
    "because of name, vpcId",
  );
  expect(problems([resource("replace", "a")])[0]).toContain("something that it depends on is replaced");
});

it("takes a deletion beside a creation of the type for what may be a renaming", () => {
  const [found] = problems([
    resource("delete", "private-a"),
    resource("create", "public-zone-a"),
    resource("create", "private-zone-a"),
    resource("create", "private-a-address", { type: "aws:ec2/eip:Eip" }),
  ]);
  expect(found).toMatch(
    /unexpected delete of .*::private-a\n.*, and private-zone-a of the same type.*\n.*aliases: \[\{ name: "private-a"/,
  );
  expect(problems([resource("delete", "private-a")])[0]).toMatch(/registers it no more$/);
});

it("has causes before their consequences", () => {
  const subnetId = {
    path: "subnetId",
    kind: "update" as const,
    replaces: true,
    old: "subnet-1",
    new: "[unknown]",
  };
  const found = problems([
    resource("replace", "association", { properties: [subnetId] }),
    resource("delete", "private-a"),
  ]);
  expect(found.map((text) => /::([a-z-]+)\n/.exec(text)?.[1])).toEqual([
    "private-a",
    "association",
    undefined,
  ]);
});

describe("what is expected", () => {
  const reason = "subnets move to larger ranges, in a maintenance window";

  it("is no problem, be it named or matched, for this change alone", () => {
    const expected = [{ urn: urnOf("private-*"), change: "replace" as const, reason }];
    const both = [resource("replace", "private-a"), resource("replace", "private-b")];
    expect(problems(both, { expected })).toEqual([]);
    expect(problems([...both, resource("delete", "private-c")], { expected })[0]).toContain(
      "unexpected delete of " + urnOf("private-c"),
    );
    expect(problems([...both, resource("replace", "public-a")], { expected })[0]).toContain(
      urnOf("public-a"),
    );
  });

  it("is a problem where it does not happen", () => {
    const expected = [{ urn: urnOf("private-a"), change: "delete" as const, reason }];
    expect(problems([], { expected })).toEqual([
      expect.stringMatching(/expects the delete of .*::private-a, which does not happen/),
    ]);
  });

  it("is not looked for in a preview that failed", () => {
    const expected = [{ urn: urnOf("private-a"), change: "delete" as const, reason }];
    const failed = changeSet([], {
      succeeded: false,
      diagnostics: [{ severity: "error", message: "no such zone" }],
    });
    expect(problems([], { changeSets: [failed], expected })).toEqual([
      "network: the preview failed.\n    no such zone",
    ]);
  });
});

it("misses a stack that is deployed and not previewed", () => {
  expect(problems([], { deployedProjects: ["network", "dns"] })).toEqual([
    expect.stringMatching(/^dns is deployed by the base, and the new revision did not preview it/),
  ]);
});
