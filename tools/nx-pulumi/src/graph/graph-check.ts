import type { StackProject } from "../stacks/stack-project.ts";

/** An edge that is in one of both and not in the other. */
export interface GraphDifference {
  readonly stack: string;
  readonly upstream: string;
  /** `unread`: Nx knows it and the preview read nothing; `undeclared`: the preview read it and Nx does not know it. */
  readonly kind: "unread" | "undeclared";
}

/**
 * Compares Nx's edges between stacks with what their previews really read.
 *
 * @param read the projects that the preview of each stack read, by the stack's name; stacks without one are left out
 */
export function graphDifferences(
  stacks: ReadonlyMap<string, Pick<StackProject, "name" | "pulumiProject" | "upstreams">>,
  read: ReadonlyMap<string, readonly string[]>,
): GraphDifference[] {
  const projectOf = (name: string): string => stacks.get(name)?.pulumiProject ?? name;
  return [...read].flatMap(([stack, projects]): GraphDifference[] => {
    const declared = (stacks.get(stack)?.upstreams ?? []).map(projectOf);
    const unread = declared.filter((project) => !projects.includes(project));
    const undeclared = projects.filter((project) => !declared.includes(project));
    return [
      ...unread.map((upstream): GraphDifference => ({ stack, upstream, kind: "unread" })),
      ...undeclared.map((upstream): GraphDifference => ({ stack, upstream, kind: "undeclared" })),
    ];
  });
}
