import type { ProjectGraph } from "@nx/devkit";
import { join } from "node:path";
import { stackEnvironments } from "./environments.ts";
import { readPulumiProjectName } from "./pulumi-project-name.ts";

/** A Pulumi project of the workspace, as its files and Nx's graph describe it. */
export interface StackProject {
  /** The name of the Nx project. */
  readonly name: string;
  /** The name in Pulumi.yaml, under which Pulumi keeps its state. */
  readonly pulumiProject: string;
  /** Absolute path of the folder. */
  readonly directory: string;
  readonly environments: readonly string[];
  /** The Nx names of the stacks whose contracts it imports. */
  readonly upstreams: readonly string[];
}

/**
 * Every stack of the workspace, by the name of its Nx project: the projects that have the target `preview` of this
 * plugin. The edges are Nx's own, which follow package.json and imports.
 */
export function readStackProjects(graph: ProjectGraph, workspaceRoot: string): Map<string, StackProject> {
  const names = new Set(
    Object.values(graph.nodes)
      .filter((node) => node.data.targets?.["preview"]?.executor === "@strata/nx-pulumi:preview")
      .map((node) => node.name),
  );
  const stacks = [...names].sort().map((name): StackProject => {
    const directory = join(workspaceRoot, graph.nodes[name]?.data.root ?? "");
    const upstreams = new Set(
      (graph.dependencies[name] ?? []).map((edge) => edge.target).filter((to) => names.has(to)),
    );
    return {
      name,
      pulumiProject: readPulumiProjectName(directory) ?? name,
      directory,
      environments: stackEnvironments(directory),
      upstreams: [...upstreams].sort(),
    };
  });
  return new Map(stacks.map((stack) => [stack.name, stack]));
}
