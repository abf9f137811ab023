import { layersOf, type StackProject } from "@strata/nx-pulumi/graph";
import { affectedProjects, stacksOfWorkspace } from "./nx-workspace.ts";

/** Stacks of the workspace that a change affects. */
export interface AffectedStacks {
  readonly all: ReadonlyMap<string, StackProject>;
  readonly names: readonly string[];
}

/**
 * The stacks that a change affects, or all of them.
 *
 * @param revisions the revisions between which something has changed; without them Nx's defaults hold
 */
export async function affectedStacks(
  root: string,
  { all: everything, ...revisions }: { all: boolean; base?: string | undefined; head?: string | undefined },
): Promise<AffectedStacks> {
  const all = await stacksOfWorkspace(root);
  const flags = (["base", "head"] as const).flatMap((name) =>
    revisions[name] === undefined ? [] : [`--${name}=${revisions[name]}`],
  );
  const selected = everything ? [...all.keys()] : affectedProjects(root, flags);
  return { all, names: selected.filter((name) => all.has(name)) };
}

/** Those that have the environment, in layers, and those that have not. */
export function layersIn(
  environment: string,
  { all, names }: AffectedStacks,
): { readonly layers: string[][]; readonly without: string[] } {
  const without = names.filter((name) => all.get(name)?.environments.includes(environment) !== true);
  const upstreams = new Map([...all].map(([name, stack]) => [name, stack.upstreams]));
  const layers = layersOf(
    names.filter((name) => !without.includes(name)),
    upstreams,
  );
  return { layers, without };
}
