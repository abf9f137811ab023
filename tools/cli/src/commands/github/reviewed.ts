import { findWorkspaceRoot } from "@strata/engine";
import { parseEnvironment } from "@strata/environment";
import { readRunContext, reviewedPulls } from "@strata/github";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, UsageError } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";

export const reviewed: Command = {
  usage: "github reviewed -c <environment> [--since <commit>] [--workflow <file>] [--to <folder>]",
  description: "fetches the change sets that reviewers saw of what was merged since a commit",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c" },
        since: { type: "string", default: "" },
        workflow: { type: "string", default: "preview.yml" },
        to: { type: "string", default: "dist/reviewed" },
      },
      0,
    );
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const { since = "", to = "" } = values;
    if (since !== "" && !/^[0-9a-f]{7,64}$/.test(since))
      throw new UsageError(`--since: got ${JSON.stringify(since)}; allowed: the hash of a commit`);
    const environment = parseEnvironment(values.configuration);
    const pulls = await reviewedPulls({
      context: readRunContext(process.env),
      environment,
      since: since === "" ? undefined : since,
      workspaceRoot: findWorkspaceRoot(),
      workflow: values.workflow ?? "",
    });
    rmSync(join(to, environment), { recursive: true, force: true });
    pulls.forEach(({ number, changeSets, note }, index) => {
      // By their numbers the folders are in order, the newest first.
      const folder = join(to, environment, `${String(index).padStart(4, "0")}-pull-${number}`);
      mkdirSync(folder, { recursive: true });
      changeSets.forEach((changeSet, place) =>
        writeFileSync(join(folder, `${place}.json`), `${JSON.stringify(changeSet, undefined, 2)}\n`),
      );
      const stacks = changeSets.map(({ stack }) => stack).join(", ");
      process.stdout.write(`#${number}: ${stacks === "" ? "nothing" : stacks}\n`);
      if (note !== undefined) process.stdout.write(`${note}\n`);
    });
    if (pulls.length === 0) process.stdout.write("No pull request has brought what is to be applied.\n");
    return 0;
  },
};
