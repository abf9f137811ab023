import { describeEngine, findWorkspaceRoot } from "@strata/engine";
import type { Command } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";

export const doctor: Command = {
  usage: "doctor [--json]",
  description: "says which Node.js and which Pulumi engine this workspace uses",
  run: async (args) => {
    const { json } = parseFlags(args, { json: { type: "boolean", default: false } }, 0).values;
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
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
};
