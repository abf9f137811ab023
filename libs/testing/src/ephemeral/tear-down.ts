import type { Backend } from "./backend.ts";
import type { PulumiOutcome, TeardownReport } from "./messages.ts";
import type { CloudResource } from "./place.ts";

export interface Teardown {
  readonly backend: Backend;
  /** The stacks in the order in which they were made, and the folder of each project. */
  readonly workDirs: ReadonlyMap<string, string>;
  run(args: readonly string[], cwd: string): Promise<PulumiOutcome>;
  resources(): CloudResource[];
}

/**
 * Destroys and removes every stack of a backend, the last one first. What Pulumi reports is not taken at its word: the
 * cloud must be empty then, and the backend without a stack.
 */
export async function tearDown({ backend, workDirs, run, resources }: Teardown): Promise<TeardownReport> {
  const there = backend.stacks();
  const order = [...workDirs.keys()];
  const stacks = there.toSorted((a, b) => order.indexOf(b) - order.indexOf(a));
  const problems: string[] = [];
  for (const stack of stacks) {
    const [project, name = ""] = stack.split("/");
    const cwd = workDirs.get(stack);
    if (cwd === undefined) {
      problems.push(`${stack} was not made by ephemeralStack(), and is not destroyed`);
      continue;
    }
    const pulumi = (...args: string[]) =>
      run([...args, "--stack", name, "--yes", "--non-interactive", "--color", "never"], cwd);
    if (backend.isLocked()) await pulumi("cancel");
    if (backend.isProtecting(stack)) await pulumi("state", "unprotect", "--all");
    const { code, stdout, stderr } = await pulumi(
      "destroy",
      "--remove",
      "--skip-preview",
      "--suppress-progress",
    );
    if (code !== 0) problems.push(`${project} could not be destroyed: ${[stdout, stderr].join("\n").trim()}`);
  }
  for (const { type, id, urn } of resources())
    problems.push(`Left in the cloud: ${type} ${id} (${urn.split("::").at(-1)})`);
  for (const stack of backend.stacks()) problems.push(`Left in the backend: the stack ${stack}`);
  return { stacks, problems };
}
