/** What is not seen, or moves what is: controls, formats such as bidirectional overrides, separators of lines. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A given text in one line, in which everything can be seen: what is invisible is written as `\n` or `\u{202e}`. The
 * joiners of emoji stay.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, (character, offset: number, whole: string) => {
    if (character === "\u200d" && /[\p{Extended_Pictographic}\ufe0f]$/u.test(whole.slice(0, offset)))
      return character;
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    if (character === "\r") return "\\r";
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Cuts after so many characters (code points), and says so. */
export function clip(text: string, most: number): string {
  // A code point has two units at most, so that most texts need not be taken apart.
  if (text.length <= most) return text;
  const characters = [...text.slice(0, most * 2 + 2)];
  return characters.length <= most ? text : `${characters.slice(0, Math.max(1, most - 1)).join("")}…`;
}
