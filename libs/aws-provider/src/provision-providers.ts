import { getProject, getStack, RunError, runtime } from "@pulumi/pulumi";
import {
  type AccountAlias,
  type EnvironmentDefinition,
  environmentDefinition,
  parseAccountAlias,
  parseRegion,
  type Region,
  requireAccountId,
  type Route,
  routeKey,
} from "@strata/environment";
import { bulletList } from "@strata/environment/problems";
import { constructProvider, problemsOfSpec } from "./aws-provider.ts";
import { credentialsFor, type ProviderOperation } from "./credential-routing.ts";
import { type Providers, routeMap } from "./provider-map.ts";
import { noteProvisioned } from "./provisioned.ts";
import { originFromVariables, sessionName } from "./session-name.ts";
import type { AwsProviderSpec } from "./spec.ts";
import { staticCredentialsInConfig, staticCredentialsInVariables } from "./static-credentials.ts";
import type { Variables } from "./variables.ts";

/** The tags that a stack chooses; environment, repository, stack and managed-by are known. */
export type ProviderTags = Omit<AwsProviderSpec["tags"], "repository">;

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
  if (problems.length > 0) {
    throw new RunError(
      `The AWS providers of ${getProject()} in "${getStack()}" are not valid. Nothing was registered:\n` +
        bulletList(problems),
    );
  }
  const providers = specs.map(([route, spec], index) => {
    const name = `aws-${route.account}-${route.region}`;
    noteProvisioned(name);
    const options = index === 0 ? { aliases: [{ name: "aws" }] } : {};
    return [route, constructProvider(name, spec, options)] as const;
  });
  return {
    ...routeMap<Account, InRegion, (typeof providers)[number][1]>(providers),
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
    for (const problem of problemsOfStaticCredentials(environment, variables)) problems.add(problem);
    for (const route of routesOf(request, environment, attempt, problems)) {
      attempt(() => {
        const spec = specOf(route, environment, request.tags, variables);
        for (const problem of problemsOfSpec(spec)) problems.add(`${routeKey(route)}: ${problem}`);
        specs.push([route, spec]);
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
    ...credentialsFor({ environment, account, operation, sessionName: session, variables }),
  };
}

/** Static keys in configuration count everywhere; variables only where a provider could act on an account with them. */
function problemsOfStaticCredentials(environment: EnvironmentDefinition, variables: Variables): string[] {
  const real = environment.name !== "local" && environment.emulator === undefined;
  return [
    ...staticCredentialsInConfig(runtime.allConfig(), environment.name),
    ...(real ? staticCredentialsInVariables(variables) : []),
  ];
}
