/**
 * Splits the text of the `nodeargs` option into arguments as a POSIX shell would: white space separates, quotes keep
 * together, a backslash keeps the next character, and nothing is expanded
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02). Throws if a quote is left open.
 */
export function splitArguments(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote === undefined && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      word ??= "";
    } else if (character === "\\" && quote !== "'" && index + 1 < text.length) {
      const next = text.charAt(++index);
      // Between double quotes a backslash is itself, except before what it could protect there.
      word = (word ?? "") + (quote === '"' && !/["\\$`]/.test(next) ? `\\${next}` : next);
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== undefined) throw new Error(`the quote ${quote} is not closed`);
  if (word !== undefined) words.push(word);
  return words;
}
