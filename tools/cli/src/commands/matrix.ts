import { findWorkspaceRoot } from "@strata/engine";
import { parseEnvironment } from "@strata/environment";
import { affectedStacks, layersIn } from "../affected-stacks.ts";
import type { Command } from "../command.ts";
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
    const affected = await affectedStacks(findWorkspaceRoot(), {
      all: values.all === true,
      base: values.base,
      head: values.head,
    });
    const { layers, without } = layersIn(environment, affected);
    for (const name of without)
      process.stderr.write(
        `${name} is affected and has no environment "${environment}"; it is in no layer\n`,
      );
    process.stdout.write(`${JSON.stringify({ environment, layers })}\n`);
    return 0;
  },
};
