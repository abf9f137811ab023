import { ACCOUNT_IDS_FILE, readAccountIds, type AccountIds } from "./account-ids.ts";
import { catalogueProblems } from "./catalogue-problems.ts";
import {
  ACCOUNT_ALIASES,
  type AccountAlias,
  type AccountRoles,
  type Backend,
  DEFINITIONS,
  type Emulator,
  type EnvironmentSettings,
  type Region,
  REPOSITORY,
  type RouteKey,
} from "./definitions.ts";
import { type Environment, ENVIRONMENTS, isLocal, parseEnvironment } from "./environments.ts";
import { bulletList } from "./problems.ts";
import { parseAccountAlias } from "./routes.ts";

/** One account of an environment. */
export interface Account {
  readonly alias: AccountAlias;
  /** 12 digits; `undefined` while the account is not created yet. */
  readonly id: string | undefined;
  /** Path of organizational units, for example `Workloads/Prod`. */
  readonly organizationalUnit: string;
  /** Names of the roles that runs assume. */
  readonly roles: AccountRoles;
  /** A developer's profile of IAM Identity Center; `undefined` where nobody signs in. */
  readonly profile: string | undefined;
}

/** All that differs from one environment to another. */
export interface EnvironmentDefinition {
  readonly name: Environment;
  readonly accounts: Readonly<Record<AccountAlias, Account>>;
  readonly regions: readonly Region[];
  /** The IPv4 block of the VPC of each route that has one. */
  readonly cidrBlocks: Readonly<Partial<Record<RouteKey, string>>>;
  /** Further blocks of the VPCs that have any. */
  readonly secondaryCidrBlocks: Readonly<Partial<Record<RouteKey, readonly string[]>>>;
  /** The pools of IPAM that first blocks are allocated from, where there are any. */
  readonly ipamPools: Readonly<Partial<Record<RouteKey, string>>>;
  /** A URL for PULUMI_BACKEND_URL; the path of a `file://` URL is relative to the root of the workspace. */
  readonly backend: Backend;
  /** `passphrase`, or the URL of a key: `awskms://…`. */
  readonly secretsProvider: string;
  /** Only where the real AWS provider talks to an emulator. */
  readonly emulator: Emulator | undefined;
  /** The value of the tag `repository`. */
  readonly repository: string;
}

/** What the catalogue says cannot be. The message has every problem. */
export class CatalogueError extends Error {
  override name = "CatalogueError";
}

/** An account is meant that has not been made, or whose ID was not recorded. The message has the command. */
export class AccountNotCreatedError extends Error {
  override name = "AccountNotCreatedError";
}

let checked: Readonly<Record<Environment, EnvironmentDefinition>> | undefined;

/** Every environment. Read and checked once; throws {@link CatalogueError}. */
export function catalogue(): Readonly<Record<Environment, EnvironmentDefinition>> {
  checked ??= buildCatalogue(DEFINITIONS, readAccountIds(ACCOUNT_IDS_FILE));
  return checked;
}

/** The environment of this name. Throws `UnknownEnvironmentError` or {@link CatalogueError}. */
export function environmentDefinition(name: string): EnvironmentDefinition {
  return catalogue()[parseEnvironment(name)];
}

/** Whether the accounts of an environment are real ones, to which somebody has to sign in. */
export function isInAws({ name, emulator }: EnvironmentDefinition): boolean {
  return !isLocal(name) && emulator === undefined;
}

/**
 * The 12 digits of an account. Throws `UnknownNameError` (the nearest alias and the list) or
 * {@link AccountNotCreatedError}.
 */
export function requireAccountId(environment: EnvironmentDefinition, alias: string): string {
  const account = environment.accounts[parseAccountAlias(alias)];
  if (account.id !== undefined) return account.id;
  throw new AccountNotCreatedError(
    `The account "${account.alias}" of "${environment.name}" is not created yet: the catalogue has no ID for it. ` +
      `Make it in the organization, then record its ID with: ` +
      `npx strata accounts record ${environment.name} ${account.alias} <12-digit-id>`,
  );
}

/** Joins what is written down with the IDs, once all of it is found to be right. Throws {@link CatalogueError}. */
export function buildCatalogue(
  definitions: Readonly<Record<Environment, EnvironmentSettings>>,
  ids: AccountIds,
): Readonly<Record<Environment, EnvironmentDefinition>> {
  const problems = catalogueProblems(definitions, ids);
  if (problems.length > 0) {
    throw new CatalogueError(
      `The catalogue of environments (libs/environment) is not valid. Nothing was run:\n${bulletList(problems)}`,
    );
  }
  return Object.fromEntries(
    ENVIRONMENTS.map((name) => [name, define(name, definitions[name], ids[name])]),
  ) as Record<Environment, EnvironmentDefinition>;
}

function define(
  name: Environment,
  settings: EnvironmentSettings,
  ids: AccountIds[Environment],
): EnvironmentDefinition {
  const accounts = ACCOUNT_ALIASES.map((alias): [AccountAlias, Account] => {
    const { organizationalUnit, roles, profile } = settings.accounts[alias];
    return [alias, { alias, id: ids[alias] ?? undefined, organizationalUnit, roles, profile }];
  });
  return {
    name,
    accounts: Object.fromEntries(accounts) as Record<AccountAlias, Account>,
    regions: settings.regions,
    cidrBlocks: settings.cidrBlocks,
    secondaryCidrBlocks: settings.secondaryCidrBlocks ?? {},
    ipamPools: settings.ipamPools ?? {},
    backend: settings.backend,
    secretsProvider: settings.secretsProvider,
    emulator: settings.emulator,
    repository: REPOSITORY,
  };
}
