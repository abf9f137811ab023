import { statusWords } from "../comment/mermaid.ts";
import type { PictureEdge, PictureNode, Review } from "../review.ts";
import { clip, printable } from "../text/printable.ts";
import { markup, type Html } from "./html.ts";
import { hasDifferences } from "./changes.ts";
import { layout, NODE } from "./layout.ts";
import { stackId } from "./stack-id.ts";

const MARGIN = 8;
/** Characters that fit into a node, and beside an edge. */
const FITS_NODE = 20;
const FITS_EDGE = 16;

/** The graph of stacks as SVG; undefined where there is one stack or none, or nothing changes. */
export function picture({ picture: graph, operation, stacks }: Review): Html | undefined {
  const quiet = graph.nodes.every(({ status }) => status === "unchanged" || status === "outside");
  if (graph.nodes.length < 2 || quiet) return undefined;
  const { nodes, edges, width, height } = layout(graph);
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN];
  const linked = new Set(stacks.filter(hasDifferences).map(({ stack }) => stack));
  const drawn = graph.edges.map((edge, index) => edgeLine(edge, edges[index] ?? []));
  return markup`<div class="picture" tabindex="0" role="region" aria-label="Graph of the stacks">
    <svg
      viewBox="${-MARGIN} ${-MARGIN} ${w} ${h}"
      width="${w}"
      height="${h}"
      role="group"
      aria-label="Stacks from left to right, each behind those it reads"
    >
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 8 4 0 8z" class="arrow" />
        </marker>
        <marker
          id="arrow-live"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="5"
          markerHeight="5"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" class="arrow-live" />
        </marker>
      </defs>
      ${drawn.map(({ line }) => line)}${graph.nodes.map((node, index) => nodeBox(node, nodes[index] ?? { x: 0, y: 0 }, operation, linked.has(node.stack)))}${drawn.map(({ label }) => label)}
    </svg>
  </div>`;
}

function nodeBox(
  node: PictureNode,
  { x, y }: { x: number; y: number },
  operation: Review["operation"],
  linked: boolean,
): Html {
  const words = statusWords(node, operation);
  const name = printable(node.stack);
  const box = markup`<rect x="${x}" y="${y}" width="${NODE.width}" height="${NODE.height}" rx="6"><title>${name}: ${words}</title></rect><text x="${x + 14}" y="${y + 26}" class="name">${clip(name, FITS_NODE)}</text> <text x="${x + 14}" y="${y + 45}" class="words">${clip(words, FITS_NODE + 4)}</text>`;
  const classes = `node ${node.status}${node.level === undefined ? "" : ` ${node.level}`}`;
  if (!linked) return markup`<g class="${classes}">${box}</g>`;
  return markup`<a class="${classes}" href="#${stackId(node.stack)}">${box}</a>`;
}

function edgeLine(
  { outputs, from, to }: PictureEdge,
  points: readonly { x: number; y: number }[],
): { line: Html; label: Html | undefined } {
  const [first, ...rest] = points;
  if (first === undefined) return { line: markup``, label: undefined };
  let at = first;
  const curve = rest.map((point) => {
    const middle = (at.x + point.x) / 2;
    const segment = `C${middle} ${at.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    at = point;
    return segment;
  });
  const live = outputs.length > 0;
  const line = markup`<path
    class="${live ? "edge live" : "edge"}"
    d="M${first.x} ${first.y}${curve.join("")}"
    marker-end="url(#${live ? "arrow-live" : "arrow"})"
    ><title>
      ${printable(to)} reads ${printable(from)}${live ? `: ${outputs.map(printable).join(", ")}` : ""}
    </title></path
  >`;
  const last = points.at(-1);
  const previous = points.at(-2);
  if (!live || last === undefined || previous === undefined) return { line, label: undefined };
  const more = outputs.length > 1 ? ` +${outputs.length - 1}` : "";
  const label = `${clip(printable(outputs[0] ?? ""), FITS_EDGE - more.length)}${more}`;
  return {
    line,
    label: markup`<text
      class="travels"
      x="${(last.x + previous.x) / 2}"
      y="${(last.y + previous.y) / 2 - 7}"
      text-anchor="middle"
      >${label}</text
    >`,
  };
}
