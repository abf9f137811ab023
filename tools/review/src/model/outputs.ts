import type { ChangeSet, OutputChange } from "@strata/change-set";
import { differenceOf } from "../differences/difference-of.ts";
import type { OutputReview } from "../review.ts";
import type { ReviewInput } from "../review-input.ts";

/** The names of a stack: in Nx, under which it is shown, and in Pulumi.yaml, under which it is read. */
export interface StackNames {
  /** The stack of a Pulumi project. */
  readonly stackOf: (project: string) => string;
}

/** The outputs that change in a run, each with the stacks that read it. What hurts a reader comes first. */
export function reviewOutputs(
  changeSets: readonly ChangeSet[],
  { graph, readers = [] }: Pick<ReviewInput, "graph" | "readers">,
  { stackOf }: StackNames,
): OutputReview[] {
  const found = changeSets.flatMap((changeSet) =>
    changeSet.outputs.map((output): OutputReview => {
      const { stack } = changeSet;
      const known = new Set([
        ...changeSets
          .filter((reader) => readsOutput(reader, changeSet.project, output.name))
          .map((one) => one.stack),
        ...readers
          .filter((one) => one.stack === stack && one.output === output.name)
          .flatMap((one) => one.readers),
      ]);
      const possible = new Set([
        ...graph.filter(({ upstreams }) => upstreams.includes(stack)).map((node) => node.stack),
        ...changeSets
          .filter(({ upstreams }) => upstreams.some((project) => stackOf(project) === stack))
          .map((one) => one.stack),
      ]);
      // Whose reads are known and do not have it does not read it.
      const told = new Set(changeSets.filter(tellsReads).map((one) => one.stack));
      return {
        stack,
        name: output.name,
        kind: output.kind,
        lines: outputLines(output),
        readers: [...known].filter((name) => name !== stack).sort(),
        possibleReaders: [...possible]
          .filter((name) => !known.has(name) && !told.has(name) && name !== stack)
          .sort(),
      };
    }),
  );
  return found.sort((left, right) => weight(right) - weight(left));
}

export function outputLines({ name, ...values }: OutputChange): OutputReview["lines"] {
  return differenceOf({ path: name, ...values });
}

/** Whether a program read an output, or a part of it, according to its fingerprint: `network.vpcs.main.vpcId`. */
export function readsOutput(reader: ChangeSet, project: string, output: string): boolean {
  const path = `${project}.${output}`;
  return Object.keys(reader.fingerprint?.reads ?? {}).some(
    (read) => read.startsWith(path) && (read.length === path.length || /^[.[]/.test(read.slice(path.length))),
  );
}

/** A program that failed may have ended before it read all that it reads. */
function tellsReads({ fingerprint, succeeded }: ChangeSet): boolean {
  return fingerprint !== undefined && succeeded;
}

function weight({ kind, readers, possibleReaders }: OutputReview): number {
  const read = readers.length > 0 ? 2 : possibleReaders.length > 0 ? 1 : 0;
  return { delete: 20, update: 10, add: 0 }[kind] + (kind === "add" ? 0 : read * 11);
}
