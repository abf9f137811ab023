import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureEngine, workspacePaths } from "@strata/engine";
import { type SmallStack, writeSmallStack } from "../../tools/nx-pulumi/test/support/small-stacks.ts";

const SOURCE = join(import.meta.dirname, "../..");

/** How many stacks read each upstream: a platform's shared stacks have many consumers. */
const CONSUMERS = 10;

/** A copy of this workspace with many small stacks instead of its five. */
export interface ScaleWorkspace {
  readonly root: string;
  readonly names: readonly string[];
  /** A stack that reads another and that nobody reads. */
  readonly leaf: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Stack `n` reads stack `n / 10`, so that there are three layers at 100 and at 1,000. */
export function scaleStacks(count: number): SmallStack[] {
  return Array.from({ length: count }, (_, index): SmallStack => {
    const upstreams = index === 0 ? [] : [nameOf(Math.floor(index / CONSUMERS))];
    const [upstream] = upstreams;
    return {
      name: nameOf(index),
      upstreams,
      resources: [
        {
          name: "group",
          kind: "logGroup",
          value: upstream === undefined ? { text: "root" } : { upstream, output: "arn" },
        },
      ],
      outputs: [{ name: "arn", value: { resource: "group", attribute: "arn" } }],
    };
  });
}

/** Makes the workspace below a folder, from nothing, and commits it. */
export async function makeScaleWorkspace(folder: string, count: number): Promise<ScaleWorkspace> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const git = (cwd: string, ...args: string[]): Buffer =>
    execFileSync("git", args, { cwd, maxBuffer: 1 << 28 });
  const files = git(SOURCE, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
  for (const file of files.toString("utf8").split("\0")) {
    if (file === "" || file.startsWith("stacks/") || !existsSync(join(SOURCE, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(SOURCE, file), join(folder, file));
  }
  execFileSync("cp", ["-al", join(SOURCE, "node_modules"), join(folder, "node_modules")]);
  const stacks = scaleStacks(count);
  for (const stack of stacks) writeSmallStack(folder, stack);

  const engine = await ensureEngine({ root: SOURCE });
  const paths = workspacePaths(folder, {});
  mkdirSync(paths.pulumiHome, { recursive: true });
  execFileSync("cp", ["-al", join(engine.pulumiHome, "versions"), paths.pulumiHome]);

  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(
    folder,
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@example.invalid",
    "commit",
    "--quiet",
    "-m",
    "start",
  );
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|STRATA_|PULUMI_|NODE_OPTIONS$)/.test(name),
  );
  return {
    root: folder,
    names: stacks.map(({ name }) => name),
    leaf: nameOf(count - 1),
    env: {
      ...Object.fromEntries(inherited),
      PATH: `${join(folder, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
      NX_DAEMON: "false",
      NX_NO_CLOUD: "true",
      NO_COLOR: "1",
    },
  };
}

function nameOf(index: number): string {
  return `s${index}`;
}
