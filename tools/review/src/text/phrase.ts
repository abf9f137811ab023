/** A text that a user, a program or a cloud gave; it is shown as it is, and never read as markup. */
export interface Given {
  readonly given: string;
}

/** A sentence of ours with given texts in it. Each renderer escapes them in its own way. */
export type Phrase = readonly (string | Given)[];

/** phrase`opens ${port} to ${range}`: what is put in counts as given, a phrase as it is. */
export function phrase(words: TemplateStringsArray, ...values: (string | number | Phrase)[]): Phrase {
  return words.flatMap((word, index): (string | Given)[] => {
    const value = values[index];
    const own = word === "" ? [] : [word];
    if (value === undefined) return own;
    if (typeof value === "number") return [...own, String(value)];
    return typeof value === "string" ? [...own, { given: value }] : [...own, ...value];
  });
}

/** `a, b and c`, of given texts; from the eighth on they are counted. */
export function listPhrase(texts: readonly string[], most = 8): Phrase {
  const shown = texts.slice(0, most);
  const rest = texts.length - shown.length;
  return shown.flatMap((given, index): (string | Given)[] => {
    const last = rest === 0 && index === shown.length - 1;
    const lead = index === 0 ? [] : [last ? " and " : ", "];
    const tail = rest > 0 && index === shown.length - 1 ? [` and ${rest} more`] : [];
    return [...lead, { given }, ...tail];
  });
}
