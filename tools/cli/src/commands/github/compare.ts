import { findWorkspaceRoot } from "@strata/engine";
import { parseEnvironment } from "@strata/environment";
import { addSummary, changeSetsIn, compare, describeComparison, git, writeComparison } from "@strata/github";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Command, UsageError } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";

export const compareCommand: Command = {
  usage:
    "github compare -c <environment> --stacks <a,b> [--change-sets <folder>] [--reviewed <folder>] [--accept <digests>] " +
    "[--to <folder>]",
  description: "compares plans with what was reviewed; exits with 1 where they do more",
  run: (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c" },
        stacks: { type: "string" },
        "change-sets": { type: "string", default: "dist/change-sets" },
        reviewed: { type: "string", default: "dist/reviewed" },
        accept: { type: "string", default: "" },
        to: { type: "string", default: "dist/compared" },
      },
      0,
    );
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const stacks = list(values.stacks);
    if (stacks.length === 0)
      throw new UsageError("expects the stacks that are to be applied: --stacks <a,b>");
    const environment = parseEnvironment(values.configuration);
    const comparison = compare({
      environment,
      stacks,
      planned: changeSetsIn(values["change-sets"] ?? "", environment),
      reviewed: reviewedIn(join(values.reviewed ?? "", environment), environment),
      commit: git(["rev-parse", "HEAD"], findWorkspaceRoot()),
      accept: list(values.accept),
    });
    writeComparison(comparison, values.to ?? "");
    const text = describeComparison(comparison);
    process.stdout.write(`${text}\n`);
    if (process.env["GITHUB_STEP_SUMMARY"]) addSummary(summaryOf(text), process.env);
    return Promise.resolve(comparison.differences.length === 0 || comparison.accepted ? 0 : 1);
  },
};

function list(text: string | undefined): string[] {
  return (text ?? "").split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
}

/** The newest pull request first, as `strata github reviewed` has put them. */
function reviewedIn(folder: string, environment: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => changeSetsIn(join(folder, name), environment));
}

function summaryOf(text: string): string {
  const fence = "`".repeat(Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return `${fence}text\n${text}\n${fence}`;
}
