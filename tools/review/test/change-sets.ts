import type { ChangeSet, PropertyChange, ResourceChange } from "@strata/change-set";
import { emptyChangeSet } from "@strata/change-set/testing";
import type { ReviewInput } from "../src/index.ts";

/** The stacks of this workspace, as its graph has them. */
export const GRAPH: ReviewInput["graph"] = [
  { stack: "secrets", upstreams: [] },
  { stack: "network", upstreams: ["secrets"] },
  { stack: "eks", upstreams: ["network", "secrets"] },
  { stack: "rds", upstreams: ["network", "secrets"] },
  { stack: "lambda", upstreams: ["network", "rds", "secrets"] },
];

export const COMMIT = "4f1c9e2a77b0d3e5f8a1c2b3d4e5f60718293a4b";

type Details = Partial<Omit<ResourceChange, "change" | "type" | "name">>;

export function resource(
  change: ResourceChange["change"],
  type: string,
  name: string,
  details: Details = {},
): ResourceChange {
  return {
    change,
    type,
    name,
    urn: `urn:pulumi:prod::stack::${type}::${name}`,
    provider: type.startsWith("strata:")
      ? ""
      : "urn:pulumi:prod::stack::pulumi:providers:aws::aws-workloads-eu-central-1",
    account: "111122223333",
    region: "eu-central-1",
    replaceKeys: [],
    properties: [],
    ...details,
  };
}

export function update(path: string, old: unknown, now: unknown, replaces = false): PropertyChange {
  return { path, kind: "update", replaces, old, new: now };
}

/** A change set with the counts that its resources have, and so many that stay. */
export function changeSet(
  stack: string,
  resources: ResourceChange[],
  fields: Partial<ChangeSet> = {},
  same = 12,
): ChangeSet {
  const counts: ChangeSet["counts"] = {};
  for (const { change } of resources) counts[change] = (counts[change] ?? 0) + 1;
  if (same > 0) counts.same = same;
  return emptyChangeSet({
    stack,
    project: stack,
    environment: "prod",
    commit: { revision: COMMIT, dirty: false },
    counts,
    resources: resources.map((one) => ({ ...one, urn: one.urn.replace("::stack::", `::${stack}::`) })),
    upstreams: [...(GRAPH.find((node) => node.stack === stack)?.upstreams ?? [])],
    bindings: [
      { urn: "", type: "", name: "", provider: "", account: "111122223333", region: "eu-central-1" },
    ],
    ...fields,
  });
}

/** The fingerprint of a program that read these parts of other stacks' outputs. */
export function reading(...paths: string[]): Pick<ChangeSet, "fingerprint"> {
  return {
    fingerprint: { key: "0", ingredients: {}, reads: Object.fromEntries(paths.map((path) => [path, "0"])) },
  };
}
