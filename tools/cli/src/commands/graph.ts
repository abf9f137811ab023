import { parseChangeSet } from "@strata/change-set";
import { parseEnvironment } from "@strata/environment";
import { findWorkspaceRoot } from "@strata/engine";
import { changeSetPath, type GraphDifference, graphDifferences, layersOf } from "@strata/nx-pulumi/graph";
import { existsSync, readFileSync } from "node:fs";
import type { Command } from "../command.ts";
import { stacksOfWorkspace } from "../nx-workspace.ts";
import { parseFlags } from "../parse-flags.ts";

export const graph: Command = {
  usage: "graph [-c <environment>] [--check] [--json]",
  description: "which stack reads which; --check: whether Nx's edges are what previews read",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c", default: "local" },
        check: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
      0,
    );
    const environment = parseEnvironment(values.configuration ?? "local");
    const root = findWorkspaceRoot();
    const stacks = await stacksOfWorkspace(root);
    const upstreams = new Map([...stacks].map(([name, stack]) => [name, stack.upstreams]));
    const layers = layersOf([...stacks.keys()], upstreams);
    const read = new Map(
      [...stacks.keys()].flatMap((name) => {
        const file = changeSetPath(root, environment, name);
        return existsSync(file)
          ? [[name, parseChangeSet(readFileSync(file, "utf8")).upstreams] as const]
          : [];
      }),
    );
    const differences = values.check ? graphDifferences(stacks, read) : [];
    if (values.json) {
      const edges = Object.fromEntries(upstreams);
      process.stdout.write(
        `${JSON.stringify({ environment, layers, edges, previewed: [...read.keys()], differences })}\n`,
      );
      return differences.length === 0 ? 0 : 1;
    }
    if (!values.check) {
      for (const name of layers.flat()) process.stdout.write(`${name}${reads(upstreams.get(name) ?? [])}\n`);
      return 0;
    }
    for (const difference of differences) process.stdout.write(`${describe(difference)}\n`);
    const missing = [...stacks.keys()].filter((name) => !read.has(name));
    process.stdout.write(
      `${read.size} of ${stacks.size} stacks checked by their change sets in "${environment}"` +
        `${missing.length > 0 ? `; without one: ${missing.join(", ")}` : ""}. ` +
        `${differences.length === 0 ? "Nx's edges are what they read." : `${differences.length} differ.`}\n`,
    );
    return differences.length === 0 && read.size > 0 ? 0 : 1;
  },
};

function reads(upstreams: readonly string[]): string {
  return upstreams.length === 0 ? "" : `  reads ${upstreams.join(", ")}`;
}

function describe({ stack, upstream, kind }: GraphDifference): string {
  return kind === "unread"
    ? `${stack}: it imports the contract of ${upstream} and reads nothing of it. Remove the import, and the dependency in its package.json.`
    : `${stack}: it reads ${upstream}, and Nx knows of no dependency. Import @strata/${upstream}/contract and read it by reference(…).`;
}
