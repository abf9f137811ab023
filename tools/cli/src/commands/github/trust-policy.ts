import { findWorkspaceRoot } from "@strata/engine";
import { environmentDefinition, isInAws } from "@strata/environment";
import {
  githubClient,
  GithubError,
  readRunContext,
  type TrustSettings,
  workflowEnvironments,
} from "@strata/github";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, UsageError } from "../../command.ts";
import { configuredTrust, trustOf } from "../../github/trust.ts";
import { parseFlags } from "../../parse-flags.ts";

export const trustPolicy: Command = {
  usage: "github trust-policy -c <environment>",
  description: "prints whom the roles of an environment trust, as policies of IAM in JSON",
  run: async (args) => {
    const { values } = parseFlags(args, { configuration: { type: "string", short: "c" } }, 0);
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const environment = environmentDefinition(values.configuration);
    if (!isInAws(environment))
      throw new GithubError(`"${environment.name}" is not in AWS, and has no roles. Allowed: dev, prod.`);
    const file = join(findWorkspaceRoot(), "stacks/secrets", `Pulumi.${environment.name}.yaml`);
    const configured = existsSync(file)
      ? configuredTrust(readFileSync(file, "utf8"), environment.name)
      : undefined;
    const settings = configured ?? (await trustOfRepository(environment.name));
    process.stdout.write(`${JSON.stringify(trustOf(environment, settings), undefined, 2)}\n`);
    return 0;
  },
};

/** Where the stack `secrets` is not configured yet: the repository of GITHUB_REPOSITORY, whose numbers GitHub knows. */
async function trustOfRepository(environment: string): Promise<TrustSettings> {
  const context = readRunContext(process.env);
  const { data } = await githubClient(context).request("GET /repos/{owner}/{repo}", {
    ...context.repository,
  });
  return {
    repository: {
      owner: data.owner.login,
      ownerId: Number(data.owner.id),
      repository: data.name,
      repositoryId: Number(data.id),
    },
    subjects: "both",
    environments: workflowEnvironments(environment),
  };
}
