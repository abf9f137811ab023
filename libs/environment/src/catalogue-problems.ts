import type { AccountIds } from "./account-ids.ts";
import {
  type CidrBlock,
  cidrBlocksOverlap,
  formatCidrBlock,
  parseCidrBlock,
  problemOfCidrBlock,
} from "./cidr.ts";
import { formProblems } from "./definitions-schema.ts";
import { problemOfSecondaryBlock } from "./secondary-cidr.ts";
import { ACCOUNT_ALIASES, type EnvironmentSettings } from "./definitions.ts";
import { type Environment, ENVIRONMENTS } from "./environments.ts";
import { parseRouteKey } from "./routes.ts";

type Definitions = Readonly<Record<Environment, EnvironmentSettings>>;

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
const LARGEST_VPC = 16;
const SMALLEST_VPC = 28;

/** All that is wrong with a catalogue: what the types cannot say. */
export function catalogueProblems(definitions: Definitions, ids: AccountIds): string[] {
  return [
    ...formProblems(definitions),
    ...accountIdProblems(ids),
    ...backendProblems(definitions),
    ...cidrProblems(definitions),
    ...poolProblems(definitions),
  ];
}

/**
 * Stacks of two environments in one place: who may write one could read or change the other. A Pulumi Cloud gives rights
 * by stack.
 */
function backendProblems(definitions: Definitions): string[] {
  return ENVIRONMENTS.flatMap((name, index) =>
    ENVIRONMENTS.slice(index + 1)
      .filter((other) => !definitions[other].backend.url.startsWith("https://"))
      .filter((other) => placeOf(definitions[other]) === placeOf(definitions[name]))
      .map(
        (other) =>
          `${name} and ${other} have the same backend, ${placeOf(definitions[name])}; each has its own.`,
      ),
  );
}

/** A bucket or a folder, whatever the parameters are with which it is reached. */
function placeOf({ backend }: EnvironmentSettings): string {
  return backend.url.replace(/\?.*$/, "");
}

/** Two owners of one account: a resource of one environment would be a resource of another. */
function accountIdProblems(ids: AccountIds): string[] {
  const owners = new Map<string, string[]>();
  for (const environment of ENVIRONMENTS) {
    for (const alias of ACCOUNT_ALIASES) {
      const id = ids[environment][alias];
      if (id !== null) owners.set(id, [...(owners.get(id) ?? []), `${environment} ${alias}`]);
    }
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(([id, names]) => `The account ID ${id} is recorded for ${names.join(" and ")}; each has its own.`);
}

interface OwnedBlock extends CidrBlock {
  /** `prod workloads/eu-central-1` */
  readonly owner: string;
}

function cidrProblems(definitions: Definitions): string[] {
  const problems: string[] = [];
  const blocks: OwnedBlock[] = [];
  for (const environment of ENVIRONMENTS) {
    for (const { setting, key, text } of blocksOf(definitions[environment])) {
      const owner = `${environment} ${key}`;
      const problem =
        routeProblem(key, definitions[environment]) ??
        (setting === "cidrBlocks"
          ? problemOfCidrBlock(text, LARGEST_VPC, SMALLEST_VPC)
          : problemOfSecondaryBlock(text, parseCidrBlock(primaryOf(definitions[environment], key))));
      if (problem !== undefined) problems.push(`${setting} of ${owner}: got "${text}"; ${problem}`);
      const block = parseCidrBlock(text);
      if (block !== undefined) blocks.push({ ...block, owner });
    }
  }
  return [...problems, ...overlaps(blocks)];
}

/** A pool is asked for the block of its route, which must be there to be asked for. */
function poolProblems(definitions: Definitions): string[] {
  return ENVIRONMENTS.flatMap((environment) =>
    Object.entries(definitions[environment].ipamPools ?? {}).flatMap(([key, pool]) => {
      const problem =
        routeProblem(key, definitions[environment]) ??
        (primaryOf(definitions[environment], key) === ""
          ? "the route has no block: give it one in cidrBlocks, inside of the pool"
          : undefined);
      return problem === undefined ? [] : [`ipamPools of ${environment} ${key}: got "${pool}"; ${problem}`];
    }),
  );
}

/** Each block with the setting and the route that it is of. */
function blocksOf({ cidrBlocks, secondaryCidrBlocks = {} }: EnvironmentSettings) {
  return [
    ...Object.entries(cidrBlocks).map(([key, text]) => ({ setting: "cidrBlocks", key, text })),
    ...Object.entries(secondaryCidrBlocks).flatMap(([key, texts]) =>
      texts.map((text) => ({ setting: "secondaryCidrBlocks", key, text })),
    ),
  ];
}

/** The first block of a route's VPC; empty where it has none. */
function primaryOf({ cidrBlocks }: EnvironmentSettings, key: string): string {
  return (cidrBlocks as Readonly<Record<string, string>>)[key] ?? "";
}

/** One sentence for each pair of blocks that share an address; both owners are named. */
export function overlaps(blocks: readonly OwnedBlock[]): string[] {
  return blocks.flatMap((left, index) =>
    blocks
      .slice(index + 1)
      .filter((right) => cidrBlocksOverlap(left, right))
      .map(
        (right) =>
          `CIDR ranges overlap: ${formatCidrBlock(left)} of ${left.owner} and ` +
          `${formatCidrBlock(right)} of ${right.owner}. Give one of them another block in ` +
          `libs/environment/src/definitions.ts.`,
      ),
  );
}

function routeProblem(key: string, { regions }: EnvironmentSettings): string | undefined {
  let region: string;
  try {
    region = parseRouteKey(key).region;
  } catch (error) {
    return (error as Error).message;
  }
  if ((regions as readonly string[]).includes(region)) return undefined;
  return `the environment is not in ${region}; its regions: ${regions.join(", ")}`;
}
