/**
 * The segments of a Pulumi property path: `tags.Owner`, `ingress[0].cidrBlocks[1]`, `tags["a.b"]`
 * (https://www.pulumi.com/docs/iac/concepts/miscellaneous/property-paths/).
 */
export function parsePropertyPath(path: string): (string | number)[] {
  const segments: (string | number)[] = [];
  const pattern = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\.?([^.[]+)/gy;
  for (const [, quoted, index, name] of path.matchAll(pattern)) {
    if (quoted !== undefined) segments.push(quoted.replace(/\\(.)/g, "$1"));
    else if (index !== undefined) segments.push(Number(index));
    else if (name !== undefined) segments.push(name);
  }
  return segments;
}

/** The value at the path; undefined where there is none. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const segment of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[segment];
  }
  return value;
}

/** The path of a member of what is at a path; of the whole, which is empty, the member's name. */
export function memberPath(path: string, key: string): string {
  if (!/^[^.[\]"\\]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
