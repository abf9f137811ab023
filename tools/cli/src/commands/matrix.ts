import { parseEnvironment } from "@strata/environment";
import { findWorkspaceRoot } from "@strata/engine";
import { layersOf } from "@strata/nx-pulumi/graph";
import type { Command } from "../command.ts";
import { affectedProjects, stacksOfWorkspace } from "../nx-workspace.ts";
import { parseFlags } from "../parse-flags.ts";

export const matrix: Command = {
  usage: "matrix [-c <environment>] [--base <revision>] [--head <revision>] [--all]",
  description: "the affected stacks in layers, as JSON, for jobs on several machines",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c", default: "local" },
        base: { type: "string" },
        head: { type: "string" },
        all: { type: "boolean", default: false },
      },
      0,
    );
    const environment = parseEnvironment(values.configuration ?? "local");
    const root = findWorkspaceRoot();
    const stacks = await stacksOfWorkspace(root);
    const revisions = (["base", "head"] as const).flatMap((name) =>
      values[name] === undefined ? [] : [`--${name}=${values[name]}`],
    );
    const selected = values.all ? [...stacks.keys()] : affectedProjects(root, revisions);
    const named = selected.filter((name) => stacks.has(name));
    const without = named.filter((name) => !stacks.get(name)?.environments.includes(environment));
    for (const name of without)
      process.stderr.write(
        `${name} is affected and has no environment "${environment}"; it is in no layer\n`,
      );
    const upstreams = new Map([...stacks].map(([name, stack]) => [name, stack.upstreams]));
    const layers = layersOf(
      named.filter((name) => !without.includes(name)),
      upstreams,
    );
    process.stdout.write(`${JSON.stringify({ environment, layers })}\n`);
    return 0;
  },
};
