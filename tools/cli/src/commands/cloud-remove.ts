import { removeResources, RemovalRefusedError } from "@strata/aws-local";
import { findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { parseArgs } from "node:util";
import { type Command, UsageError } from "../command.ts";
import {
  CloudError,
  type CloudResource,
  cloudResources,
  findResource,
  withStore,
} from "./cloud-resources.ts";
import { plainPulumi, readStates, type StackState } from "./local-states.ts";
import { knowledgeOf } from "./strays.ts";

export const remove: Command = {
  usage: "cloud remove <urn | type:id | id | name>... [--force]",
  description:
    "deletes strays, and nothing that needs them; with --force also what a stack's state knows, behind Pulumi's back",
  run: async (args) => {
    const { wanted, force } = parse(args);
    const all = cloudResources();
    const found = [...new Set(wanted.map((text) => findResource(all, text)))];
    const states = readStates(workspacePaths(findWorkspaceRoot()).backend);
    const problems = force ? [] : refusals(found, states);
    if (problems.length > 0) throw new CloudError(`Nothing was removed:\n${indented(problems)}`);
    try {
      withStore((store) => removeResources(store, found));
    } catch (error) {
      if (!(error instanceof RemovalRefusedError)) throw error;
      throw new CloudError(
        `Nothing was removed:\n${indented(error.problems)}\n` +
          `Name what is in the way too, or take its protection out with: npx strata cloud edit`,
      );
    }
    process.stdout.write(
      [...found.map(({ type, id }) => `${type} ${id} was removed.`), ...followUps(found, states)]
        .map((line) => `${line}\n`)
        .join(""),
    );
    return 0;
  },
};

function parse(args: readonly string[]): { wanted: string[]; force: boolean } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: { force: { type: "boolean", default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (parsed.positionals.length === 0) {
    throw new UsageError(
      "expects at least one resource; what no state knows is listed by: npx strata cloud strays",
    );
  }
  return { wanted: parsed.positionals, force: parsed.values.force };
}

/** Why resources are not removed without force: a state has them, or may have them in a moment. */
export function refusals(found: readonly CloudResource[], states: readonly StackState[]): string[] {
  const knowledge = knowledgeOf(states);
  return found.flatMap((resource) => {
    const { type, id, stack } = resource;
    const it = knowledge(resource);
    if (it.is === "known") {
      return [
        `${type} ${id} is in the state of ${it.by.join(", ")}. Take it out of the program and update: ` +
          `npx nx run ${it.by[0] ?? stack}:up\n` +
          `  Or lose it, as if somebody had deleted it in AWS: npx strata cloud remove --force ${type}:${id}`,
      ];
    }
    if (states.some(({ project, locked }) => locked && project === stack)) {
      return [
        `${type} ${id}: an update of ${stack} is under way, or was killed, and may know of it. ` +
          `Wait for its end; if there is none: ${plainPulumi(stack, "cancel --yes")}`,
      ];
    }
    return [];
  });
}

/** What makes Pulumi's state agree again. */
export function followUps(found: readonly CloudResource[], states: readonly StackState[]): string[] {
  const knowledge = knowledgeOf(states);
  const known = found.map(knowledge);
  const lost = new Set(known.flatMap((it) => (it.is === "known" ? it.by : [])));
  const begun = new Set(known.flatMap((it) => (it.is === "begun" ? it.by : [])));
  return [
    ...[...lost].map(
      (stack) => `The state of ${stack} still has it. Let it find out: npx nx run ${stack}:refresh`,
    ),
    ...[...begun].map(
      (stack) =>
        `The state of ${stack} has the creation as pending. Clear it: ` +
        plainPulumi(stack, "refresh --clear-pending-creates"),
    ),
  ];
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
