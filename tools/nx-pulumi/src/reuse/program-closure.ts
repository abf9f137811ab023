import type { ProjectGraph } from "@nx/devkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOfEntries } from "./digest.ts";

/** Everything of the workspace that the program of a stack is made of. Folders are absolute. */
export interface ProgramClosure {
  /** The stack's own folder. */
  readonly program: string;
  /** The folders of the libraries that it reaches. */
  readonly libraries: readonly string[];
  /** The folders of the stacks whose contracts it imports. */
  readonly upstreams: readonly string[];
  /** A digest of the npm packages that all these reach, as the lockfile has them. */
  readonly packages: string;
}

/** Finds what programs are made of: by Nx's graph, which follows package.json and imports. */
export class ProgramClosures {
  readonly #graph: ProjectGraph;
  readonly #root: string;
  readonly #isStack: (project: string) => boolean;
  readonly #development = new Map<string, ReadonlySet<string>>();
  readonly #packages = new Map<string, Readonly<Record<string, string>>>();

  /** @param isStack of an Nx project: only the contract of such a project is part of another program */
  constructor(graph: ProjectGraph, workspaceRoot: string, isStack: (project: string) => boolean) {
    this.#graph = graph;
    this.#root = workspaceRoot;
    this.#isStack = isStack;
  }

  /**
   * @param stack the name of the Nx project
   * @param always projects that every program has, though none imports them
   */
  of(stack: string, always: readonly string[] = []): ProgramClosure {
    const libraries = new Set<string>();
    const upstreams = new Set<string>();
    const reach = (project: string): void => {
      if (project === stack || libraries.has(project)) return;
      if (this.#isStack(project)) upstreams.add(project);
      else if (this.#graph.nodes[project] !== undefined) {
        libraries.add(project);
        this.#targets(project).forEach(reach);
      }
    };
    [...this.#targets(stack), ...always].forEach(reach);
    // A contract may use a library that nothing else in the program does; what its stack reads is not read with it.
    for (const upstream of [...upstreams])
      this.#targets(upstream)
        .filter((target) => !this.#isStack(target))
        .forEach(reach);
    return {
      program: this.#folder(stack),
      libraries: [...libraries].sort().map((name) => this.#folder(name)),
      upstreams: [...upstreams].sort().map((name) => this.#folder(name)),
      packages: this.#packagesOf([stack, ...libraries]),
    };
  }

  /** A digest of the npm packages that projects reach, each with what the lockfile says of it. */
  #packagesOf(projects: readonly string[]): string {
    const found: Record<string, string> = {};
    for (const project of projects)
      for (const target of this.#targets(project)) Object.assign(found, this.#package(target));
    return digestOfEntries(found);
  }

  /** A package and all that it reaches. */
  #package(name: string): Readonly<Record<string, string>> {
    const known = this.#packages.get(name);
    if (known !== undefined) return known;
    const found: Record<string, string> = {};
    const visit = (node: string): void => {
      const external = this.#graph.externalNodes?.[node as `npm:${string}`];
      if (external === undefined || found[node] !== undefined) return;
      found[node] = `${external.data.version} ${external.data.hash ?? ""}`;
      for (const { target } of this.#graph.dependencies[node] ?? []) visit(target);
    };
    visit(name);
    this.#packages.set(name, found);
    return found;
  }

  /** What a project depends on, without what only its tests do. */
  #targets(project: string): string[] {
    const development = this.#developmentOf(project);
    return (this.#graph.dependencies[project] ?? [])
      .map(({ target }) => target)
      .filter((target) => !development.has(this.#packageName(target)));
  }

  #packageName(target: string): string {
    const external = this.#graph.externalNodes?.[target as `npm:${string}`];
    if (external !== undefined) return external.data.packageName;
    const metadata = this.#graph.nodes[target]?.data.metadata as
      { js?: { packageName?: string } } | undefined;
    return metadata?.js?.packageName ?? target;
  }

  #developmentOf(project: string): ReadonlySet<string> {
    let names = this.#development.get(project);
    if (names === undefined) {
      const { dependencies = {}, devDependencies = {} } = this.#readPackage(project);
      names = new Set(Object.keys(devDependencies).filter((name) => !(name in dependencies)));
      this.#development.set(project, names);
    }
    return names;
  }

  #readPackage(project: string): { dependencies?: object; devDependencies?: object } {
    try {
      const text = readFileSync(join(this.#folder(project), "package.json"), "utf8");
      return JSON.parse(text) as { dependencies?: object; devDependencies?: object };
    } catch {
      return {};
    }
  }

  #folder(project: string): string {
    return join(this.#root, this.#graph.nodes[project]?.data.root ?? "");
  }
}
