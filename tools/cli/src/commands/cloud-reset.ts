import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { localStackState } from "@strata/nx-pulumi/local";
import type { Command } from "../command.ts";
import { localStacks } from "../local-stacks.ts";
import { parseFlags } from "../parse-flags.ts";
import { CloudError, cloudResources, cloudStorePath, withStore } from "./cloud-resources.ts";
import { emptyStore } from "./empty-store.ts";

export const reset: Command = {
  usage: "cloud reset [--yes] [--force]",
  description: "empties the embedded AWS; with --force also where stacks still have resources in it",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      { yes: { type: "boolean", default: false }, force: { type: "boolean", default: false } },
      0,
    );
    const { length } = cloudResources();
    const deployed = deployedStacks();
    if (deployed.length > 0 && !values.force) {
      throw new CloudError(
        `The embedded AWS was not emptied: the state of ${deployed.join(", ")} has resources in it. ` +
          `Destroy them: npx nx run-many -t destroy -p ${deployed.join(",")}\n` +
          `Or lose them, as if somebody had emptied the account: npx strata cloud reset --force. ` +
          `Pulumi's state stays as it is; the next refresh finds everything gone.`,
      );
    }
    if (
      length > 0 &&
      !values.yes &&
      !(await confirmed(`Delete ${length} resources of the embedded AWS?`, values.force))
    ) {
      process.stdout.write("Nothing was deleted.\n");
      return 1;
    }
    const deleted = existsSync(cloudStorePath()) ? withStore(emptyStore) : 0;
    process.stdout.write(
      `${deleted} resources were deleted; the embedded AWS is empty, and no name is held back any more.\n`,
    );
    if (deployed.length > 0) {
      process.stdout.write(
        `Pulumi's state still has those of ${deployed.join(", ")}. ` +
          `Let it find out: npx nx run-many -t refresh -p ${deployed.join(",")}\n`,
      );
    }
    return 0;
  },
};

function deployedStacks(): string[] {
  const root = findWorkspaceRoot();
  const { backend } = workspacePaths(root);
  return localStacks(root)
    .map(({ pulumiProject }) => pulumiProject)
    .filter((project) => localStackState(backend, project, "local") === "deployed");
}

async function confirmed(question: string, force: boolean): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CloudError(
      `${question} Nobody can be asked here. To say so beforehand: npx strata cloud reset${force ? " --force" : ""} --yes`,
    );
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}
