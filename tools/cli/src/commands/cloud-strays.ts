import { findWorkspaceRoot, workspacePaths } from "@strata/engine";
import type { Command } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { type CloudResource, cloudResources } from "./cloud-resources.ts";
import { table } from "./cloud-table.ts";
import { plainPulumi, readStates, type StackState } from "./local-states.ts";
import { knowledgeOf } from "./strays.ts";

export const strays: Command = {
  usage: "cloud strays [--json]",
  description:
    "lists what no stack's state knows, as after a provider that was killed while it created something",
  run: async (args) => {
    const { values } = parseFlags(args, { json: { type: "boolean", default: false } }, 0);
    const { backend } = workspacePaths(findWorkspaceRoot());
    const states = readStates(backend);
    const unknown = unknownResources(cloudResources(), states);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(unknown.map(asJson), undefined, 2)}\n`
        : asText(unknown, states, new Date()),
    );
    return 0;
  },
};

/** A resource that no state has. */
export interface UnknownResource {
  resource: CloudResource;
  /** The stacks whose state says that they began to create it; empty for a stray. */
  begunBy: string[];
}

/** What exists and is in no state. */
export function unknownResources(
  all: readonly CloudResource[],
  states: readonly StackState[],
): UnknownResource[] {
  const knowledge = knowledgeOf(states);
  return all.flatMap((resource): UnknownResource[] => {
    const it = knowledge(resource);
    if (it.is === "known") return [];
    return [{ resource, begunBy: it.is === "begun" ? it.by : [] }];
  });
}

function asJson({ resource, begunBy }: UnknownResource) {
  const { type, id, account, region, urn, stack, name, createdAt } = resource;
  return { type, id, account, region, urn, stack, name, createdAt, begunBy };
}

/** What a person reads: the resources, and what can be done about them. */
export function asText(
  unknown: readonly UnknownResource[],
  states: readonly StackState[],
  now: Date,
): string {
  if (unknown.length === 0) return "Every resource of the embedded AWS is in the state of a stack.\n";
  const rows = unknown.map(({ resource, begunBy }) => [
    resource.type,
    resource.id,
    resource.account,
    resource.region || "global",
    age(resource.createdAt, now),
    resource.stack,
    begunBy.length === 0 ? "no" : "begun",
  ]);
  const heading = ["TYPE", "ID", "ACCOUNT", "REGION", "AGE", "MADE BY", "IN A STATE"];
  const makers = new Set(unknown.map(({ resource }) => resource.stack));
  const locked = states.filter((state) => state.locked && makers.has(state.project));
  return [
    table(heading, rows),
    ...locked.map(
      ({ project }) =>
        `An update of ${project} is under way, or was killed: what it is making is listed too. ` +
        `If none is: ${plainPulumi(project, "cancel --yes")}\n`,
    ),
    ...begunIn(unknown).map(
      (project) =>
        `The state of ${project} has a creation as pending. Take what is there in with npx pulumi import, or remove it; ` +
        `then: ${plainPulumi(project, "refresh --clear-pending-creates")}\n`,
    ),
    `Remove one by its ID, or as TYPE:ID: npx strata cloud remove ${unknown[0]?.resource.id ?? ""}\n`,
  ].join("");
}

function begunIn(unknown: readonly UnknownResource[]): string[] {
  return [...new Set(unknown.flatMap(({ begunBy }) => begunBy))];
}

/** How long ago something was, in the largest whole unit; "unknown" where the time is not known. */
export function age(createdAt: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(createdAt)) / 1000);
  if (Number.isNaN(seconds)) return "unknown";
  const units: [number, string][] = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ];
  const unit = units.find(([length]) => seconds >= length);
  return unit === undefined ? `${Math.max(seconds, 0)} s` : `${Math.floor(seconds / unit[0])} ${unit[1]}`;
}
