import { type Input, RunError } from "@pulumi/pulumi";
import type { Providers } from "@strata/aws-provider";
import { accountIdOf } from "@strata/aws-provider/config";
import type { EnvironmentDefinition } from "@strata/environment";
import type { GithubIdentity } from "./github-identity.ts";
import type { GithubIdentitySettings } from "./github-identity-config.ts";

/** What there is in each account, by alias. */
export type GithubIdentities = Readonly<Record<string, GithubIdentity>>;

/**
 * The identity of CI in each account, in its first region; `undefined` if the configuration has none.
 *
 * @param pulumiKeyArn the key that this stack makes; `undefined` where the catalogue names one from elsewhere
 * @throws {RunError} for policies of accounts that the stack has not, and for a key that the catalogue names by the ARN of an
 *   alias: all at once.
 */
export async function deployGithubIdentity(
  settings: GithubIdentitySettings | undefined,
  definition: EnvironmentDefinition,
  providers: Providers,
  pulumiKeyArn: Input<string> | undefined,
): Promise<GithubIdentities | undefined> {
  if (settings === undefined) return undefined;
  const first = providers.entries.filter(
    ([{ account }], index) => providers.routes.findIndex((it) => it.account === account) === index,
  );
  const accounts = first.map(([route, provider]) => ({ route, provider, accountId: accountIdOf(route) }));
  const ids = accounts.map(({ accountId }) => accountId);
  const file = `stacks/secrets/Pulumi.${definition.name}.yaml`;
  const problems = settings.policyArns
    .filter((arn) => !["aws", ...ids].includes(ownerOf(arn)))
    .map(
      (arn) =>
        `secrets:githubIdentity.policyArns: got ${arn}; allowed are policies of aws and of ${ids.join(", ")}, the ` +
        `accounts of the stack. Correct it in ${file}.`,
    );
  const keyArn = pulumiKeyArn ?? keyArnIn(definition.secretsProvider);
  if (keyArn === undefined) {
    problems.push(
      `secretsProvider of "${definition.name}": got ${definition.secretsProvider}; a preview is allowed to decrypt with one ` +
        `key, and an alias can be moved to another. Name it as awskms:///arn:aws:kms:…:key/… in ` +
        `libs/environment/src/definitions.ts.`,
    );
  }
  if (keyArn === undefined || problems.length > 0) {
    throw new RunError(problems.join("\n"));
  }
  // Loaded where it is used: most environments have no CI of their own.
  const { GithubIdentity } = await import("./github-identity.ts");
  return Object.fromEntries(
    accounts.map(({ route: { account }, provider, accountId }) => [
      account,
      new GithubIdentity(
        `github-${account}`,
        {
          ...settings,
          environment: definition.name,
          accountId,
          roles: definition.accounts[account].roles,
          policyArns: settings.policyArns.filter((arn) => ["aws", accountId].includes(ownerOf(arn))),
          decryptableKeyArns: [keyArn, ...settings.decryptableKeyArns],
        },
        { provider },
      ),
    ]),
  );
}

/** `aws`, or the 12 digits of an account. */
function ownerOf(policyArn: string): string {
  return policyArn.split(":")[4] ?? "";
}

function keyArnIn(secretsProvider: string): string | undefined {
  return /^awskms:\/\/\/(arn:[^?]+:key\/[\w-]+)/.exec(secretsProvider)?.[1];
}
