import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { COMMENT_LIMIT, lengthOf } from "../src/index.ts";
import { RISK_TABLE } from "../src/risk/risk-table.ts";

interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null;
  readonly children?: readonly MarkdownNode[];
}

const SOURCES = new Set(RISK_TABLE.flatMap(({ source }) => source ?? []));
/** Whatever Markdown that a comment of ours has. */
const NODES = new Set([
  "root",
  "heading",
  "paragraph",
  "text",
  "strong",
  "inlineCode",
  "code",
  "blockquote",
  "list",
  "listItem",
  "table",
  "tableRow",
  "tableCell",
  "link",
  "html",
  "break",
]);
const MERMAID = [
  /^flowchart LR$/,
  /^ {2}n\d+\["[\p{L}\p{N} ,_#;-]*<br>[\p{L}\p{N} ,_#;-]*"\]$/u,
  /^ {2}n\d+ --> n\d+$/,
  /^ {2}n\d+ ==>\|"[\p{L}\p{N} ,_#;-]*"\| n\d+$/u,
  /^ {2}classDef [a-z]+ [a-z0-9#:,\- ]+$/,
  /^ {2}class [n\d,]+ (gone|changed|quiet)$/,
];

/**
 * Throws unless a comment is GitHub Markdown of ours alone: within the limit, and with given texts in code only, so that
 * none of them is a mention, a link, HTML or markup.
 */
export function expectSafeComment(
  comment: string,
  { limit = COMMENT_LIMIT, pageUrl }: { limit?: number; pageUrl?: string | undefined } = {},
): void {
  expect(lengthOf(comment)).toBeLessThanOrEqual(limit);
  const root = fromMarkdown(comment, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  }) as MarkdownNode;
  let open = 0;
  const visit = (node: MarkdownNode): void => {
    if (!NODES.has(node.type))
      throw new Error(`${node.type} in the comment: ${JSON.stringify(node).slice(0, 300)}`);
    if (node.type === "text" && /@|#\d|\bGH-\d|https?:|www\.|<[a-z/!]|\$/i.test(node.value ?? ""))
      throw new Error(`words that GitHub reads: ${node.value}`);
    if (node.type === "link" && node.url !== pageUrl && !SOURCES.has(node.url ?? ""))
      throw new Error(`a link to ${node.url}`);
    if (node.type === "code" && !["diff", "text", "mermaid"].includes(node.lang ?? ""))
      throw new Error(`a fence of ${node.lang}`);
    if (node.type === "code" && node.lang === "mermaid")
      for (const line of (node.value ?? "").split("\n"))
        if (!MERMAID.some((pattern) => pattern.test(line)))
          throw new Error(`Mermaid of somebody else: ${line}`);
    if (node.type === "html") open += expectOwnHtml(node.value ?? "");
    node.children?.forEach(visit);
  };
  visit(root);
  expect(open).toBe(0);
}

/** How many elements are opened and not closed. */
function expectOwnHtml(html: string): number {
  if (/^<!-- (?:(?!--|>)[^\n])* -->$/.test(html)) return 0;
  if (html === "</details>") return -1;
  const summary = /^<details><summary>(<code>[^<>]*<\/code>: [a-z0-9, ]+)<\/summary>$/u.exec(html)?.[1];
  if (summary === undefined) throw new Error(`HTML that is not ours: ${html}`);
  const names = parseFragment(summary).childNodes.map(({ nodeName }) => nodeName);
  expect(names).toEqual(["code", "#text"]);
  return 1;
}

const ELEMENTS = new Set(
  (
    "html head meta title style body a header p button main section h1 h2 h3 ul li span code pre details summary dl div dt dd " +
    "br svg defs marker path g rect text table thead tbody tr th td form label input select option output b footer kbd script"
  ).split(" "),
);

/** Throws unless a page has elements of ours alone, loads nothing, and runs no script but its own. */
export function expectSafePage(page: string): void {
  const counts = new Map<string, number>();
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("attrs" in node) {
      counts.set(node.tagName, (counts.get(node.tagName) ?? 0) + 1);
      if (!ELEMENTS.has(node.tagName)) throw new Error(`the element ${node.tagName}`);
      for (const { name, value } of node.attrs) {
        if (/^on|^style$|^src|^srcset$|^action$|^formaction$/i.test(name))
          throw new Error(`the attribute ${name} of ${node.tagName}`);
        if (name === "href" && !/^#[\w-]*$/.test(value) && !SOURCES.has(value))
          throw new Error(`a link to ${value}`);
      }
    }
    if (node.nodeName === "#comment") throw new Error("a comment");
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  visit(parse(page));
  expect([counts.get("script"), counts.get("style"), counts.get("h1")]).toEqual([1, 1, 1]);
}
