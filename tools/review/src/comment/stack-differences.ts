import type { OutputReview, ResourceReview, Review, StackReview } from "../review.ts";
import { clip, printable } from "../text/printable.ts";
import { changeWord, countWords, many } from "../text/words.ts";
import { fit } from "./budget.ts";
import { diffLine, fenced, htmlCode } from "./markdown.ts";

/** Lines that one resource may take before the rest of it is left to the page. */
const MOST_LINES = 60;
const MOST_NAMES = 12;
/** A fence may need more backticks than these where a value has some. */
const FENCE_RESERVE = 64;

/**
 * The differences of a stack, folded; undefined where nothing of it fits.
 *
 * @param room in characters
 */
export function stackDifferences(
  stack: StackReview,
  { operation, outputs }: Pick<Review, "operation" | "outputs">,
  room: number,
): { text: string; left: number } | undefined {
  const own = outputs.filter((output) => output.stack === stack.stack);
  const chunks = [
    ...stack.resources.map((resource) => resourceChunk(resource, operation)),
    ...(own.length === 0 ? [] : [outputChunk(own)]),
    ...diagnosticChunks(stack),
  ];
  if (chunks.length === 0) return undefined;
  const words =
    stack.status === "failed" ? "failed" : countWords(operation, stack.counts) || many(own.length, "output");
  const open = `<details><summary>${htmlCode(stack.stack)}: ${words}</summary>\n\n`;
  const close = "\n\n</details>";
  const fitting = fit(
    chunks.map((chunk) => chunk.join("\n")),
    room - [...open].length - close.length - FENCE_RESERVE,
    (left) => `… ${many(left, "more entry", "more entries")} of ${clip(stack.stack, 60)}`,
  );
  if (fitting === undefined) return undefined;
  const text = `${open}${fenced(
    "diff",
    fitting.lines.flatMap((chunk) => chunk.split("\n")),
  )}${close}`;
  return { text, left: fitting.left };
}

/** The lines of a resource below a line that names it; of a new one only that line: the page has the rest. */
function resourceChunk(
  { change, type, names, replaceKeys, lines }: ResourceReview,
  operation: Review["operation"],
): string[] {
  const shown =
    names.slice(0, MOST_NAMES).join(", ") +
    (names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "");
  const because = replaceKeys.length > 0 ? ` because of ${replaceKeys.join(", ")}` : "";
  const count = names.length > 1 ? `${names.length} × ` : "";
  const head = line(`@@ ${changeWord(operation, change)} ${count}${type} ${shown}${because} @@`);
  if (change === "create" || change === "import") return [line(`+ ${count}${type} ${shown}`)];
  if (change === "delete") return [line(`- ${count}${type} ${shown}`)];
  const below = lines.slice(0, MOST_LINES).map((one) => line(diffLine(one)));
  const more = lines.length > MOST_LINES ? [`  … ${lines.length - MOST_LINES} more lines`] : [];
  return [head, ...below, ...more];
}

function outputChunk(outputs: readonly OutputReview[]): string[] {
  const lines = outputs.flatMap((output) => output.lines.map((one) => line(diffLine(one))));
  const more = lines.length > MOST_LINES ? [`  … ${lines.length - MOST_LINES} more lines`] : [];
  return ["@@ outputs @@", ...lines.slice(0, MOST_LINES), ...more];
}

function diagnosticChunks({ diagnostics }: StackReview): string[][] {
  return diagnostics
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, message }) =>
      message
        .split("\n")
        .slice(0, 20)
        .map((text, index) => line(`# ${index === 0 ? `${severity}: ` : "  "}${text}`)),
    );
}

function line(text: string): string {
  return clip(printable(text), 240);
}
