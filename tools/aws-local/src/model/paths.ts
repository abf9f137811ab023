import { isMap, Secret, type Value, type ValueMap } from "../protocol/values.ts";

/** The path of a member: `vpcConfig.subnetIds`, `tags["kubernetes.io/cluster"]` (Pulumi's property paths). */
export function childPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/**
 * The values at a path of member names, through lists at any place: `selectors.namespace` is the namespaces of all
 * selectors.
 */
export function valuesAt(properties: ValueMap, path: string): Value[] {
  let found: Value[] = [properties];
  for (const key of path.split(".")) {
    const owners = found.flatMap((value): Value[] => (Array.isArray(value) ? value : [value]));
    found = owners
      .map((value) => (value instanceof Secret ? value.value : value))
      .flatMap((value): Value[] => (isMap(value) && value[key] !== undefined ? [value[key]] : []));
  }
  return found;
}

/** A path without its list positions: `a[0].b` is `a.b`. */
export function withoutPositions(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "");
}

/** Whether two paths name the same property, or one is part of the other. */
export function overlaps(left: string, right: string): boolean {
  return (
    left === right ||
    left.startsWith(`${right}.`) ||
    right.startsWith(`${left}.`) ||
    left.startsWith(`${right}[`)
  );
}
