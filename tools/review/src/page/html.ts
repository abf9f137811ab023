import type { Line } from "../differences/line.ts";
import { printable } from "../text/printable.ts";
import type { Phrase } from "../text/phrase.ts";

/** HTML of ours. Texts become it by {@link markup} alone, which escapes them. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | readonly (Html | undefined)[];

/**
 * markup`<b>${name}</b>`: texts are escaped, HTML stays, lists are joined, `undefined` is nothing. Of the indentation of
 * the template a line break is left.
 */
export function markup(own: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(own.map((words, index) => words.replace(/\s*\n\s*/g, "\n") + write(parts[index])).join(""));
}

function write(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(write).join("");
  return escape(String(part));
}

/** For elements and for attributes in quotes. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A given text as code, in which nothing is invisible. */
export function given(text: string): Html {
  return markup`<code>${printable(text)}</code>`;
}

/** A sentence of ours, with what is given in it as code. */
export function sentence(phrase: Phrase): Html {
  return markup`${phrase.map((part) => (typeof part === "string" ? markup`${part}` : given(part.given)))}`;
}

const CLASSES = { "+": "add", "-": "del", "!": "mod", " ": "ctx" } as const;

/** Lines of a difference. */
export function differenceBlock(lines: readonly Line[]): Html | undefined {
  if (lines.length === 0) return undefined;
  const rows = lines.map(
    ({ mark, text }) =>
      markup`<span class="${CLASSES[mark]}">${mark === "!" ? "~" : mark} ${printable(text)}${"\n"}</span>`,
  );
  return markup`<pre class="diff" tabindex="0">${rows}</pre>`;
}
