import { describeEngine, type Engine, findWorkspaceRoot } from "@strata/engine";
import type { StackSecrets } from "../secrets/providers-report.ts";
import type { Command } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";

export const doctor: Command = {
  usage: "doctor [-c <environment>] [--json]",
  description:
    "says which Node.js and which Pulumi engine are used; and which key an environment's secrets have",
  run: async (args) => {
    const options = {
      json: { type: "boolean", default: false },
      configuration: { type: "string", short: "c" },
    } as const;
    const { json, configuration } = parseFlags(args, options, 0).values;
    const root = findWorkspaceRoot();
    const { engine, text, failures } = await describeEngine({ root });
    const report = {
      workspace: root,
      node: { version: process.versions.node, command: process.execPath },
      engine: engine
        ? {
            version: engine.version,
            source: engine.source,
            selfBuilt: engine.selfBuilt,
            command: engine.command,
          }
        : null,
      ...(engine === undefined || configuration === undefined
        ? {}
        : { secrets: await secretsOf(root, configuration, engine) }),
    };
    if (json) {
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
      return 0;
    }
    const lines = [
      `workspace  ${root}`,
      `node       ${report.node.version}: ${report.node.command}`,
      `engine     ${text}`,
      ...failures.map(({ way, reason }) => `           ${way}: ${reason}`),
      ...(report.secrets ?? []).map(
        ({ stack, provider, problem }) =>
          `secrets    ${stack.padEnd(12)} ${provider}${problem === undefined ? ", can be opened" : `: ${problem}`}`,
      ),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
};

/** Loaded where it is asked for: the SDK takes long to load. */
async function secretsOf(root: string, environment: string, engine: Engine): Promise<StackSecrets[]> {
  const { secretsOfStacks } = await import("../secrets/providers-report.ts");
  return secretsOfStacks(root, environment, engine);
}
