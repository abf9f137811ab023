import { isMap, type Value, type ValueMap } from "../protocol/values.ts";

/** A step of a property path: a member's name or a position in a list. */
export type PathStep = string | number;

const STEP = /^(?:\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\])/;

/**
 * Reads a property path as Pulumi writes it: `tags.Name`, `tags["a/b"]`, `ingress[0].cidrBlocks`
 * (https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/). Undefined if the text is none.
 */
export function parsePath(text: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  let rest = text;
  while (rest !== "") {
    const match = STEP.exec(rest);
    if (match === null || (steps.length === 0 && rest.startsWith("."))) return undefined;
    const [whole, name, position, quoted] = match;
    if (position !== undefined) steps.push(Number(position));
    else steps.push(name ?? (JSON.parse(`"${quoted ?? ""}"`) as string));
    rest = rest.slice(whole.length);
  }
  return typeof steps[0] === "string" ? steps : undefined;
}

/** The value at a path; undefined where there is none. */
export function valueAt(properties: ValueMap, path: readonly PathStep[]): Value | undefined {
  let value: Value | undefined = properties;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === "number" ? value[step] : undefined;
    else value = isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/**
 * A copy with another value at a path; null takes out what is there. Objects on the way are made, list positions must
 * exist or be the next one: undefined if they do not, or if the path leads through a value that has no members.
 */
export function withValueAt(
  value: Value | undefined,
  path: readonly PathStep[],
  to: Value,
): Value | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (typeof step === "number") {
    const list = value ?? [];
    if (!Array.isArray(list) || step > list.length) return undefined;
    if (rest.length === 0 && to === null) return list.toSpliced(step, 1);
    const inner = withValueAt(list[step], rest, to);
    return inner === undefined ? undefined : list.toSpliced(step, 1, inner);
  }
  const map = value ?? {};
  if (!isMap(map)) return undefined;
  if (rest.length === 0 && to === null) {
    return Object.fromEntries(Object.entries(map).filter(([key]) => key !== step));
  }
  const inner = withValueAt(map[step], rest, to);
  return inner === undefined ? undefined : { ...map, [step]: inner };
}
