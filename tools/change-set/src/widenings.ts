import type { ChangeSet, PropertyChange, ResourceChange } from "./change-set.ts";
import { memberPath } from "./property-path.ts";
import { canonical, isObject, standsForValue } from "./values.ts";

/** One thing that a run would do and that was not reviewed. */
export interface Widening {
  readonly urn: string;
  /** What would happen, and what was reviewed instead. */
  readonly message: string;
}

/**
 * What a change set does beyond the one that was reviewed: resources it changes that the other does not, a replacement or
 * a deletion where an update was reviewed, properties with other values, a new resource with other inputs. What the review
 * could not know (`[unknown]`) may be anything. To do less is not to do more.
 */
export function widenings(reviewed: Reviewed, actual: Reviewed): Widening[] {
  const known = new Map(reviewed.resources.map((resource) => [resource.urn, resource]));
  return actual.resources.flatMap((resource) => ofResource(known.get(resource.urn), resource));
}

type Reviewed = Pick<ChangeSet, "resources">;

function ofResource(reviewed: ResourceChange | undefined, actual: ResourceChange): Widening[] {
  const { urn, change } = actual;
  const because = actual.replaceKeys.length > 0 ? ` because of ${actual.replaceKeys.join(", ")}` : "";
  if (reviewed === undefined) return [{ urn, message: `${change}${because}; reviewed: no change` }];
  if (change === "update" && reviewed.change === "replace") return [];
  if (change !== reviewed.change)
    return [{ urn, message: `${change}${because}; reviewed: ${reviewed.change}` }];
  // Of what is made anew every input was reviewed, where the review has them.
  if (actual.inputs !== undefined && reviewed.inputs !== undefined)
    return inputWidenings(urn, "", reviewed.inputs, actual.inputs);
  return actual.properties.flatMap((property) => {
    const before = reviewed.properties.find((one) => coversPath(one, property.path));
    if (before === undefined)
      return [{ urn, message: `${property.path} changes to ${show(property)}; reviewed: no change` }];
    if (isOpen(before.new) || canonical(before.new) === canonical(property.new)) return [];
    // Compared below a path, only what was not known there can be told apart.
    if (before.path !== property.path) return [];
    return [{ urn, message: `${property.path} changes to ${show(property)}; reviewed: ${show(before)}` }];
  });
}

/** Where the inputs of a new resource are not those that were reviewed; compared value by value, and lists as a whole. */
function inputWidenings(urn: string, path: string, reviewed: unknown, actual: unknown): Widening[] {
  if (isObject(reviewed) && isObject(actual)) {
    const keys = [...new Set([...Object.keys(reviewed), ...Object.keys(actual)])];
    return keys.flatMap((key) => inputWidenings(urn, memberPath(path, key), reviewed[key], actual[key]));
  }
  if (isOpen(reviewed) || canonical(reviewed) === canonical(actual)) return [];
  const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
  return [{ urn, message: `create with ${path} ${shown(actual)}; reviewed: ${shown(reviewed)}` }];
}

/** Whether what was reviewed says something of a path: of it, or of what it is a part of. */
function coversPath(reviewed: PropertyChange, path: string): boolean {
  if (reviewed.path === path) return true;
  return path.startsWith(reviewed.path) && /^[.[]/.test(path.slice(reviewed.path.length));
}

/** Whether a value was not known, in whole or in part, or was not shown. */
function isOpen(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isOpen);
  if (isObject(value)) return Object.values(value).some(isOpen);
  // The very marker: a text may have it within, which is known.
  return standsForValue(value);
}

function show({ kind, new: value }: PropertyChange): string {
  return kind === "delete" ? "nothing" : JSON.stringify(value);
}
