import { COMMENT_LIMIT, lengthOf } from "@strata/review";
import { markerOf } from "./marker.ts";
import { commitLine, ROOM_FOR_MARK } from "./outdated.ts";

export interface Composition {
  readonly key: string;
  /** What the comment is of. */
  readonly commit: string | undefined;
  /** Where the run can be looked at. */
  readonly runUrl: string | undefined;
  /** Paragraphs before the parts, in Markdown of ours. */
  readonly notes: readonly string[];
  /** Each is told the most characters that it may have. */
  readonly parts: readonly ((limit: number) => string)[];
  /** Paragraphs after the parts, in Markdown of ours. */
  readonly after?: readonly string[];
}

/**
 * One comment of several parts, that are given equal shares of what GitHub takes; what one does not need goes to those
 * after it.
 */
export function composeComment({ key, commit, runUrl, notes, parts, after = [] }: Composition): string {
  const run =
    runUrl === undefined ? [] : [`[The run](${runUrl})${commit ? ` of \`${commit.slice(0, 7)}\`` : ""}.`];
  const head = [
    markerOf(key),
    ...(commit === undefined ? [] : [commitLine(commit)]),
    ...[...notes, ...run].flatMap((paragraph) => ["", paragraph]),
  ].join("\n");
  const tail = after.map((paragraph) => `\n\n${paragraph}`).join("");
  let left = COMMENT_LIMIT - ROOM_FOR_MARK - head.length - tail.length;
  const texts = parts.map((render, index) => {
    const text = `\n\n${render(Math.floor(left / (parts.length - index)) - 2).trim()}`;
    left -= lengthOf(text);
    return text;
  });
  return `${head}${texts.join("")}${tail}\n`;
}
