import { roleArnOf } from "@strata/aws-provider/credential-routing";
import { githubProviderArn, githubTrustPolicy } from "@strata/aws-provider/github-trust";
import { type EnvironmentDefinition, requireAccountId } from "@strata/environment";
import { parseTrustSettings, type TrustSettings } from "@strata/github";
import { parse } from "yaml";

/** The trust policies of one account's roles. */
export interface AccountTrust {
  readonly account: string;
  readonly provider: string;
  readonly roles: readonly { readonly role: string; readonly trustPolicy: unknown }[];
}

/**
 * Whom the stack `secrets` is configured to trust, from the text of its `Pulumi.<environment>.yaml`; `undefined` where it
 * makes no roles. Throws `GithubError`.
 */
export function configuredTrust(text: string, environment: string): TrustSettings | undefined {
  const { config } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
  const given = config?.["secrets:githubIdentity"];
  return given === undefined ? undefined : parseTrustSettings(given, environment);
}

/**
 * The trust policies of the roles of every account: a preview from pull requests and its own environment, an update from
 * the environment that is approved, and from nothing else. Throws `AccountNotCreatedError`.
 */
export function trustOf(environment: EnvironmentDefinition, settings: TrustSettings): AccountTrust[] {
  const { repository, subjects, environments } = settings;
  return Object.values(environment.accounts).map(({ alias }) => {
    const accountId = requireAccountId(environment, alias);
    const policyOf = (operation: "preview" | "apply") =>
      githubTrustPolicy({
        accountId,
        repository,
        subjects,
        contexts:
          operation === "preview"
            ? ["pull_request", `environment:${environments.preview}`]
            : [`environment:${environments.apply}`],
        permissionSets: [],
      });
    const roles = (["preview", "apply"] as const).map((operation) => ({
      role: roleArnOf({ environment, account: alias, operation }),
      trustPolicy: JSON.parse(policyOf(operation)) as unknown,
    }));
    return { account: alias, provider: githubProviderArn(accountId), roles };
  });
}
