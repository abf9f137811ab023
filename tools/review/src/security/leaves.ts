import type { PropertyChange, ResourceChange } from "@strata/change-set";
import { isObject } from "../differences/policy-document.ts";

/** A plain value in a resource, after the change and before it. */
export interface Leaf {
  /** As `ingress[0].cidrBlocks[1]`. */
  readonly path: string;
  /** The last name in the path: `cidrBlocks`. */
  readonly name: string;
  readonly old: unknown;
  readonly new: unknown;
}

/** What is known of a resource before and after: its properties that change, or what it is created with. */
export function valuesOf(resource: ResourceChange): PropertyChange[] {
  if (resource.properties.length > 0 || resource.inputs === undefined) return resource.properties;
  const gone = resource.change === "delete";
  return Object.entries(resource.inputs).map(([path, value]) => ({
    path,
    kind: gone ? "delete" : "add",
    replaces: false,
    ...(gone ? { old: value } : { new: value }),
  }));
}

/** The plain values of properties, each with what stood at the same place before. */
export function leavesOf(properties: readonly PropertyChange[]): Leaf[] {
  return properties.flatMap(({ path, old, new: now }) => walk(path, lastName(path), old, now));
}

function walk(path: string, name: string, old: unknown, now: unknown): Leaf[] {
  if (Array.isArray(now) || Array.isArray(old)) {
    const [before, after] = [old, now].map((value) => (Array.isArray(value) ? value : [])) as [
      unknown[],
      unknown[],
    ];
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(
      (index) => walk(`${path}[${index}]`, name, before[index], after[index]),
    );
  }
  if (isObject(now) || isObject(old)) {
    const [before, after] = [old, now].map((value) => (isObject(value) ? value : {})) as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      walk(`${path}.${key}`, key, before[key], after[key]),
    );
  }
  return [{ path, name, old, new: now }];
}

/** `cidrBlocks` of `ingress[0].cidrBlocks[1]`. */
export function lastName(path: string): string {
  return path.replace(/(\[\d+\])+$/, "").match(/([^.[\]"]+)"?\]?$/)?.[1] ?? path;
}
