import { findWorkspaceRoot } from "@strata/engine";
import {
  addSummary,
  changeSetsIn,
  comparisonsIn,
  mergedPulls,
  parseExpected,
  parseJobs,
  publishComment,
  readRunContext,
  resultComment,
} from "@strata/github";
import type { Command } from "../../command.ts";
import { stacksOfWorkspace } from "../../nx-workspace.ts";
import { parseFlags } from "../../parse-flags.ts";

const KEY = "apply";

export const result: Command = {
  usage:
    "github result --stacks <json> --jobs <json> [--since <commit>] [--change-sets <folder>] [--compared <folder>]",
  description: "comments what was applied on the pull requests that brought it",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        stacks: { type: "string", default: "{}" },
        jobs: { type: "string", default: "{}" },
        since: { type: "string", default: "" },
        "change-sets": { type: "string", default: "dist/applied" },
        compared: { type: "string", default: "dist/compared" },
      },
      0,
    );
    const root = findWorkspaceRoot();
    const context = readRunContext(process.env);
    const jobs = parseJobs(values.jobs ?? "{}");
    const comparisons = new Map(comparisonsIn(values.compared ?? "").map((it) => [it.environment, it]));
    const applied = [...parseExpected(values.stacks ?? "{}")].map(([environment, stacks]) => ({
      environment,
      result: jobs.get(environment) ?? ("skipped" as const),
      stacks,
      changeSets: changeSetsIn(values["change-sets"] ?? "", environment),
      comparison: comparisons.get(environment),
    }));
    const graph = await stacksOfWorkspace(root);
    const run = { key: KEY, commit: context.sha, runUrl: context.runUrl };
    const body = resultComment(applied, graph, run);
    addSummary(body, process.env);
    if (applied.length === 0) return 0;
    const pulls = await mergedPulls({ context, since: values.since || undefined, workspaceRoot: root });
    if (pulls.length === 0)
      process.stdout.write("No pull request has brought it: the result is in the summary alone.\n");
    for (const number of pulls) {
      const done = await publishComment({ key: KEY, number, variables: process.env }, () => ({ body }));
      process.stdout.write(`#${number}: ${done}\n`);
    }
    return 0;
  },
};
