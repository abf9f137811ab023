import { findWorkspaceRoot } from "@strata/engine";
import { parseEnvironment } from "@strata/environment";
import { changeSetsIn, driftFound, putDriftIssue } from "@strata/github";
import { type Command, UsageError } from "../../command.ts";
import { stacksOfWorkspace } from "../../nx-workspace.ts";
import { parseFlags } from "../../parse-flags.ts";

export const driftIssue: Command = {
  usage: "github drift-issue -c <environment> --stacks <a,b> [--drift <folder>]",
  description:
    "opens, updates or closes the issue of an environment's drift; exits with 1 where a stack was not looked at",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c" },
        stacks: { type: "string", default: "" },
        drift: { type: "string", default: "dist/drift" },
      },
      0,
    );
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const environment = parseEnvironment(values.configuration);
    const stacks = (values.stacks ?? "").split(",").filter((name) => name !== "");
    const changeSets = changeSetsIn(values.drift ?? "", environment);
    const graph = await stacksOfWorkspace(findWorkspaceRoot());
    process.stdout.write(
      `${await putDriftIssue({ environment, stacks, changeSets, graph, variables: process.env })}\n`,
    );
    const { unknown } = driftFound({ stacks, changeSets });
    if (unknown.length > 0) process.stderr.write(`Not looked at: ${unknown.join(", ")}; the run says why.\n`);
    return unknown.length > 0 ? 1 : 0;
  },
};
