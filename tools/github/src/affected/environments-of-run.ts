import {
  type Environment,
  type EnvironmentDefinition,
  ENVIRONMENTS,
  isInAws,
  parseEnvironment,
} from "@strata/environment";
import { bulletList } from "@strata/environment/problems";
import { GithubError } from "../github-error.ts";

/** What a workflow is for. A preview has always something to look at; the others only where something can be deployed. */
export const PURPOSES = ["preview", "apply", "drift"] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface EnvironmentsRequest {
  readonly purpose: Purpose;
  /** Names with commas between them, as the variable STRATA_ENVIRONMENTS of the repository has them; may be empty. */
  readonly given: string;
  /** Whether the run is of a pull request from another repository, which gets no credentials. */
  readonly fork: boolean;
  readonly catalogue: Readonly<Record<Environment, EnvironmentDefinition>>;
}

export interface EnvironmentsOfRun {
  readonly environments: readonly Environment[];
  /** What somebody should know of the choice. */
  readonly notes: string[];
}

/**
 * The environments that a workflow acts on, in the order of the catalogue: those that were given, else those in AWS whose
 * accounts are all recorded. A preview that has none of them, or is of a fork, is of `local`, which needs no credentials.
 * Throws {@link GithubError} with every name that will not do.
 */
export function environmentsOfRun({
  purpose,
  given,
  fork,
  catalogue,
}: EnvironmentsRequest): EnvironmentsOfRun {
  if (fork) {
    const local: Environment[] = purpose === "preview" ? ["local"] : [];
    return { environments: local, notes: ["From another repository: no credentials, and local alone."] };
  }
  const names = given.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  if (names.length > 0) return { environments: chosen(names, catalogue), notes: [] };
  const inAws = Object.values(catalogue).filter(isInAws);
  const ready = inAws.filter((environment) => unrecorded(environment).length === 0).map(({ name }) => name);
  const notes = inAws
    .filter(({ name }) => !ready.includes(name))
    .map((environment) => `${environment.name} is left out: ${recordCommands(environment)}`);
  return { environments: ready.length === 0 && purpose === "preview" ? ["local"] : ready, notes };
}

function chosen(names: readonly string[], catalogue: EnvironmentsRequest["catalogue"]): Environment[] {
  const problems: string[] = [];
  const found = new Set<Environment>();
  for (const name of names) {
    try {
      const environment = catalogue[parseEnvironment(name)];
      if (environment.emulator !== undefined)
        problems.push(`${name}: an emulator lives for one run; allowed: local and those in AWS`);
      else if (isInAws(environment) && unrecorded(environment).length > 0)
        problems.push(`${name}: ${recordCommands(environment)}`);
      else found.add(environment.name);
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0)
    throw new GithubError(
      `STRATA_ENVIRONMENTS (a variable of the repository, or --environments): got ${JSON.stringify(names.join(","))}:\n` +
        `${bulletList(problems)}\nSet it with: gh variable set STRATA_ENVIRONMENTS --body dev,prod`,
    );
  return ENVIRONMENTS.filter((name) => found.has(name));
}

function unrecorded({ accounts }: EnvironmentDefinition): string[] {
  return Object.values(accounts)
    .filter(({ id }) => id === undefined)
    .map(({ alias }) => alias);
}

function recordCommands(environment: EnvironmentDefinition): string {
  const aliases = unrecorded(environment);
  return (
    `the catalogue has no ID for ${aliases.join(", ")}. Record ${aliases.length === 1 ? "it" : "them"} with: ` +
    `npx strata accounts record ${environment.name} ${aliases[0]} <12-digit-id>`
  );
}
