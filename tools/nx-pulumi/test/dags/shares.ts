import type { SmallValue } from "../support/small-stacks.ts";
import type { Dag } from "./generate.ts";

/** How many stacks stay as they are, change, and replace something. */
export interface Shares {
  readonly unchanged: number;
  readonly changed: number;
  readonly replaced: number;
}

/** What an edit should do to the stacks, by the generator's own rules: only to choose edits, not to judge by. */
export function expectedShares(before: Dag, after: Dag): Shares {
  const [old, planned] = [valuesOf(before), valuesOf(after)];
  const shares = { unchanged: 0, changed: 0, replaced: 0 };
  for (const { name } of after) {
    const [was, is] = [
      old.get(name) ?? new Map<string, string>(),
      planned.get(name) ?? new Map<string, string>(),
    ];
    const differ = [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key));
    const replaces = differ.some((key) => key.startsWith("logGroup ") && was.has(key) && is.has(key));
    shares[replaces ? "replaced" : differ.length > 0 ? "changed" : "unchanged"]++;
  }
  return shares;
}

export function plus(left: Shares, right: Shares): Shares {
  return {
    unchanged: left.unchanged + right.unchanged,
    changed: left.changed + right.changed,
    replaced: left.replaced + right.replaced,
  };
}

/** The smallest of the three, as a part of all. */
export function smallestShare(shares: Shares): number {
  const all = shares.unchanged + shares.changed + shares.replaced;
  return Math.min(...Object.values(shares as unknown as Record<string, number>)) / all;
}

/** For each stack the values of its resources: `logGroup <name>` is replaced by another value, the others updated. */
function valuesOf(dag: Dag): Map<string, Map<string, string>> {
  const outputs = new Map<string, string>();
  const found = new Map<string, Map<string, string>>();
  for (const stack of dag) {
    const names = new Map<string, string>();
    const valueOf = (value: SmallValue): string => {
      if ("text" in value) return value.text;
      if ("upstream" in value) return outputs.get(`${value.upstream}.${value.output}`) ?? "";
      return `${names.get(value.resource) ?? ""} ${value.attribute}`;
    };
    const values = new Map<string, string>();
    for (const { name, kind, value, tag = "" } of stack.resources) {
      const text = valueOf(value);
      values.set(`${kind} ${name}`, text);
      values.set(`tag ${name}`, tag);
      names.set(name, `${stack.name}-${name}-${kind === "logGroup" ? text : ""}`);
    }
    for (const { name, value } of stack.outputs) outputs.set(`${stack.name}.${name}`, valueOf(value));
    found.set(stack.name, values);
  }
  return found;
}
