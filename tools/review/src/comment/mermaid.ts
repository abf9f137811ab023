import type { Picture, PictureNode, Review } from "../review.ts";
import { clip, printable } from "../text/printable.ts";
import { countWords } from "../text/words.ts";

/** More nodes than that are no picture, and near Mermaid's own limits. */
const MOST_NODES = 60;
const LONGEST_LABEL = 48;
/** Outputs that an edge names before the rest is counted. */
const NAMED_OUTPUTS = 3;

/** The graph of stacks as a Mermaid flowchart; undefined where there is nothing to draw. */
export function mermaid({ picture, operation }: Pick<Review, "picture" | "operation">): string[] | undefined {
  const { nodes, edges } = shown(picture);
  if (nodes.length < 2 || nodes.length > MOST_NODES) return undefined;
  const ids = new Map(nodes.map(({ stack }, index) => [stack, `n${index}`]));
  const classes = (name: string, of: (node: PictureNode) => boolean): string[] => {
    const members = nodes.filter(of).map(({ stack }) => ids.get(stack) ?? "");
    return members.length === 0 ? [] : [`  class ${members.join(",")} ${name}`];
  };
  return [
    "flowchart LR",
    ...nodes.map(
      (node) => `  ${ids.get(node.stack)}["${label(node.stack)}<br>${label(statusWords(node, operation))}"]`,
    ),
    ...edges.map(({ from, to, outputs }) =>
      outputs.length === 0
        ? `  ${ids.get(from)} --> ${ids.get(to)}`
        : `  ${ids.get(from)} ==>|"${edgeLabel(outputs)}"| ${ids.get(to)}`,
    ),
    // Strokes only, so that the theme's own colours stay readable in light and dark.
    "  classDef gone stroke:#d1242f,stroke-width:3px",
    "  classDef changed stroke:#9a6700,stroke-width:2px",
    "  classDef quiet stroke-dasharray:4 4",
    ...classes(
      "gone",
      ({ status, level }) => status === "failed" || level === "critical" || level === "high",
    ),
    ...classes(
      "changed",
      ({ status, level }) => status === "changed" && level !== "critical" && level !== "high",
    ),
    ...classes("quiet", ({ status }) => status === "outside" || status === "skipped"),
  ];
}

/** What happens in a stack, in a few words. */
export function statusWords({ status, counts }: PictureNode, operation: Review["operation"]): string {
  if (status === "failed" || status === "skipped") return status;
  if (status === "outside") return "not in this run";
  if (status === "unchanged") return "no change";
  return countWords(operation, counts) || "outputs";
}

/** Without the stacks outside of the run where all of them would be too many. */
function shown({ nodes, edges }: Picture): Picture {
  if (nodes.length <= MOST_NODES) return { nodes, edges };
  const some = nodes.filter(({ status }) => status !== "outside" && status !== "unchanged");
  const names = new Set(some.map(({ stack }) => stack));
  return { nodes: some, edges: edges.filter(({ from, to }) => names.has(from) && names.has(to)) };
}

function edgeLabel(outputs: readonly string[]): string {
  const named = outputs.slice(0, NAMED_OUTPUTS).map(label).join(", ");
  return outputs.length > NAMED_OUTPUTS ? `${named} and ${outputs.length - NAMED_OUTPUTS} more` : named;
}

/**
 * A text in a label: letters and digits as they are, all else as Mermaid's entity codes, so that nothing in it is syntax
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
function label(text: string): string {
  return clip(printable(text), LONGEST_LABEL).replace(
    /[^\p{L}\p{N} ,_-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
