import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A clause of a condition or a part of a rule that is taken away. */
export interface Mutant {
  /** In the folder of the sources. */
  readonly file: string;
  readonly line: number;
  /** `rule 3`, or the condition. */
  readonly of: string;
  /** What is taken away, in one line. */
  readonly removed: string;
  /** The file without it. */
  readonly text: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly of: string;
}

/**
 * Every mutant of some sources: without an argument of `allOf` or `anyOf`, each of which is a clause of a condition; and without
 * the statement, the property or the element under a comment `// Rule <number>: …`.
 */
export function mutantsOf(folder: string): Mutant[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return spansOf(file, text).map(({ start, end, of }): Mutant => {
        // An element of a list goes with its comma.
        const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
        return {
          file,
          line: text.slice(0, start).split("\n").length,
          of,
          removed: text.slice(start, end).replace(/\s+/g, " "),
          text: text.slice(0, start) + text.slice(end + comma),
        };
      });
    });
}

function spansOf(file: string, text: string): Span[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const spans: Span[] = [];
  const marked = new Set<number>();
  const visit = (node: ts.Node, condition: string): void => {
    const rule = node.pos === 0 || marked.has(node.pos) ? undefined : ruleAbove(text, node);
    if (rule !== undefined && isRemovable(node)) {
      // What begins at the same place is inside of it.
      marked.add(node.pos);
      spans.push({ start: node.getStart(), end: node.getEnd(), of: rule });
    }
    const name = ts.isVariableDeclaration(node) ? node.name.getText() : condition;
    if (ts.isCallExpression(node) && ["allOf", "anyOf"].includes(node.expression.getText()))
      for (const clause of node.arguments)
        if (!ts.isSpreadElement(clause))
          spans.push({ start: clause.getStart(), end: clause.getEnd(), of: `condition ${name}` });
    ts.forEachChild(node, (child) => visit(child, name));
  };
  visit(source, "");
  return spans;
}

function ruleAbove(text: string, node: ts.Node): string | undefined {
  const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  const last = comments
    .map(({ pos, end }) => /^\/\/ Rule (\d+):/.exec(text.slice(pos, end))?.[1])
    .find((number) => number !== undefined);
  return last === undefined ? undefined : `rule ${last}`;
}

function isRemovable(node: ts.Node): boolean {
  return ts.isStatement(node) || ts.isPropertyAssignment(node) || ts.isArrayLiteralExpression(node.parent);
}
