/** A text without colours: Pulumi marks them as `<{%reset%}>`, and programs may write terminal escapes. */
export function stripMarkup(text: string): string {
  return text.replace(/<\{%[^%]*%\}>/g, "").replace(/\u001b\[[0-9;]*[A-Za-z]/g, "");
}
