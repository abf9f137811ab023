/** How long a line of a list may be. */
const MOST_CHARACTERS = 300;

/**
 * Given texts in a block of code, a line each, of which GitHub reads nothing as markup or as a mention; from so many on
 * they are counted.
 */
export function fenced(texts: readonly string[], most = 50): string {
  const lines = texts.slice(0, most).map((text) => {
    // In JSON's escapes a text is one line, and has no character that is not seen.
    const line = JSON.stringify(text)
      .slice(1, -1)
      .replace(/[\p{Cc}\p{Cf}]/gu, "\ufffd");
    return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
  });
  const rest = texts.length - lines.length;
  const shown = rest > 0 ? [...lines, `… and ${rest} more`] : lines;
  const longest = Math.max(2, ...(shown.join("\n").match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...shown, fence].join("\n");
}
