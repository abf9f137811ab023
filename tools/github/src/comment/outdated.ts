const BEGIN = "<!-- strata:outdated -->";
const END = "<!-- strata:end -->";
const OF = /^<!-- strata:of ([0-9a-f]{7,64}) -->$/m;

/** How many characters a mark needs at most: so many are to be left for it. */
export const ROOM_FOR_MARK = 700;

/** The line that says which commit a comment is of; it is not shown. Nothing for what is no commit. */
export function commitLine(commit: string): string {
  return /^[0-9a-f]{7,64}$/.test(commit) ? `<!-- strata:of ${commit} -->` : "";
}

/** The commit that a comment is of. */
export function commitOf(body: string): string | undefined {
  return OF.exec(body)?.[1];
}

/**
 * The comment with a mark that it is not of the newest commit, below its marker; the rest stays to be read meanwhile. A
 * mark that is there already is replaced.
 */
export function markOutdated(
  body: string,
  { newest, runUrl }: { newest: string; runUrl?: string | undefined },
): string {
  const clean = withoutMark(body);
  const [marker = "", ...rest] = clean.split("\n");
  const of = commitOf(clean);
  const where = runUrl === undefined ? "" : ` ([run](${runUrl}))`;
  const what = of === undefined ? "This is of an earlier commit." : `This is of commit ${of.slice(0, 7)}.`;
  return [
    marker,
    BEGIN,
    `> [!WARNING]\n> **Outdated.** ${what} Commit ${newest.slice(0, 7)} is being previewed${where}.`,
    END,
    ...rest,
  ].join("\n");
}

/** The comment without the mark. */
export function withoutMark(body: string): string {
  const text = body.replaceAll("\r\n", "\n");
  const begin = text.indexOf(`${BEGIN}\n`);
  const end = text.indexOf(`${END}\n`, begin);
  return begin === -1 || end === -1 ? text : text.slice(0, begin) + text.slice(end + END.length + 1);
}
