import type { Provider } from "@pulumi/aws/provider.js";
import { getProject, getStack, runtime } from "@pulumi/pulumi";
import {
  type AccountAlias,
  type EnvironmentDefinition,
  environmentDefinition,
  isInAws,
  parseAccountAlias,
  parseRegion,
  type Region,
  requireAccountId,
  type Route,
  routeKey,
} from "@strata/environment";
import { awsSettingProblems } from "@strata/environment/config";
import { constructProviders } from "./construct-providers.ts";
import { credentialsFor, type ProviderOperation } from "./credential-routing.ts";
import { type Providers, routeMap } from "./provider-map.ts";
import { noteProvisioned } from "./provisioned.ts";
import { originFromVariables, sessionName } from "./session-name.ts";
import type { AwsProviderSpec } from "./spec.ts";
import { staticCredentialsInVariables } from "./static-credentials.ts";
import type { ProviderTags } from "./tags.ts";
import type { Variables } from "./variables.ts";

export interface ProvidersRequest<Account extends AccountAlias, InRegion extends Region> {
  readonly accounts: readonly Account[];
  readonly regions: readonly InRegion[];
  readonly tags: ProviderTags;
}

/**
 * An AWS provider for each account in each region, bound to them and to the role that the operation needs (`preview`,
 * `apply`). A provider is called `aws-<account>-<region>`; the first has the alias `aws`, the only one that there was.
 *
 * @throws {RunError} with every problem of every route at once, before any provider is constructed.
 */
export function provisionProviders<const Account extends AccountAlias, const InRegion extends Region>(
  request: ProvidersRequest<Account, InRegion>,
): Providers<Account, InRegion> {
  const { specs, problems } = specsOf(request);
  const planned = specs.map(([route, spec], index) => ({
    name: `aws-${route.account}-${route.region}`,
    origin: routeKey(route),
    spec,
    options: index === 0 ? { aliases: [{ name: "aws" }] } : {},
  }));
  const constructed = constructProviders(planned, problems);
  for (const { name } of planned) noteProvisioned(name);
  const providers = specs.map(([route], index) => [route, constructed[index] as Provider] as const);
  return {
    ...routeMap<Account, InRegion, Provider>(providers),
    routes: specs.map(([route]) => route),
    specs: routeMap<Account, InRegion, AwsProviderSpec>(specs),
  };
}

function specsOf(request: ProvidersRequest<AccountAlias, Region>) {
  const problems = new Set<string>();
  const specs: [Route, AwsProviderSpec][] = [];
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      problems.add((error as Error).message);
    }
  };
  const variables = process.env;
  attempt(() => {
    const environment = environmentDefinition(getStack());
    for (const problem of problemsOfSettings(environment, variables)) problems.add(problem);
    for (const route of routesOf(request, environment, attempt, problems)) {
      attempt(() => {
        specs.push([route, specOf(route, environment, request.tags, variables)]);
      });
    }
  });
  return { specs, problems: [...problems] };
}

function routesOf(
  request: ProvidersRequest<AccountAlias, Region>,
  environment: EnvironmentDefinition,
  attempt: (action: () => void) => void,
  problems: Set<string>,
): Route[] {
  for (const list of ["accounts", "regions"] as const) {
    if (request[list].length === 0) problems.add(`${list}: got []; at least one is needed`);
    // Two providers of one route would be two owners of the same name.
    if (new Set(request[list]).size < request[list].length)
      problems.add(`${list}: got ${JSON.stringify(request[list])}; each is allowed once`);
  }
  const accounts: AccountAlias[] = [];
  const regions: Region[] = [];
  for (const account of request.accounts) attempt(() => accounts.push(parseAccountAlias(account)));
  for (const region of request.regions) attempt(() => regions.push(parseRegion(region, environment.regions)));
  return accounts.flatMap((account) => regions.map((region) => ({ account, region })));
}

function specOf(
  { account, region }: Route,
  environment: EnvironmentDefinition,
  tags: ProviderTags,
  variables: Variables,
): AwsProviderSpec {
  const operation: ProviderOperation = runtime.isDryRun() ? "preview" : "apply";
  const session = sessionName({
    ...originFromVariables(variables),
    stack: getProject(),
    environment: environment.name,
    operation,
  });
  return {
    region,
    allowedAccountIds: [requireAccountId(environment, account)],
    tags: { ...tags, repository: environment.repository },
    ...credentialsFor({
      environment,
      account,
      operation,
      sessionName: session,
      variables,
      profile: runtime.allConfig()["aws:profile"],
    }),
  };
}

/** `aws:` keys count everywhere; variables only where a provider could act on an account with them. */
function problemsOfSettings(environment: EnvironmentDefinition, variables: Variables): string[] {
  return [...awsSettingProblems(), ...(isInAws(environment) ? staticCredentialsInVariables(variables) : [])];
}
