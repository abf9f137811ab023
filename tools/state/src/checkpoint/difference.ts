import { isSecret, publicValue, SECRET_TEXT } from "@strata/change-set/values";
import type { Checkpoint, StateResource } from "./checkpoint.ts";

/** A property that two states of a resource differ in. */
export interface PropertyDifference {
  /** Such as `outputs.tags.Name`. */
  readonly path: string;
  /** What may be shown; absent where the older state has none. */
  readonly old?: unknown;
  /** Absent where the newer state has none. */
  readonly new?: unknown;
}

/** A resource that two checkpoints differ in. */
export interface ResourceDifference {
  readonly kind: "added" | "removed" | "changed";
  readonly urn: string;
  readonly type: string;
  readonly id: string | undefined;
  /** Of one that has changed. */
  readonly properties: readonly PropertyDifference[];
}

/** What of a resource's state is compared beside its inputs and outputs. */
const FIELDS = ["id", "parent", "provider", "protect", "external", "dependencies"] as const;

/**
 * What a newer checkpoint has that an older one has not, resource by resource, sorted by URN. Secrets are `[secret]`; one
 * whose ciphertext differs counts as changed, which it may not be: nobody decrypts it here.
 */
export function differences(older: Checkpoint, newer: Checkpoint): ResourceDifference[] {
  const [before, after] = [byIdentity(older), byIdentity(newer)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key): ResourceDifference[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const one = is ?? was;
    if (one === undefined) return [];
    const common = { urn: one.urn, type: one.type, id: one.id, properties: [] };
    if (was === undefined) return [{ kind: "added", ...common }];
    if (is === undefined) return [{ kind: "removed", ...common }];
    const properties = [
      ...FIELDS.flatMap((field) => compare(field, was[field] ?? undefined, is[field] ?? undefined)),
      ...compare("inputs", was.inputs ?? {}, is.inputs ?? {}),
      ...compare("outputs", was.outputs ?? {}, is.outputs ?? {}),
    ];
    return properties.length === 0 ? [] : [{ kind: "changed", ...common, properties }];
  });
}

/** One URN may be there several times, of which all but one are yet to be deleted. */
function byIdentity({ resources }: Checkpoint): Map<string, StateResource> {
  return new Map(
    resources.map((resource) => [
      resource.delete === true ? `${resource.urn} ${resource.id ?? ""}` : resource.urn,
      resource,
    ]),
  );
}

function compare(path: string, was: unknown, is: unknown): PropertyDifference[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (isPlainObject(was) && isPlainObject(is)) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
    return names.flatMap((name) => compare(pathTo(path, name), was[name], is[name]));
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length)
    return was.flatMap((item, index) => compare(`${path}[${index}]`, item, is[index]));
  // Where one of them is secret, the other may be the same value without its mark.
  const hide = (value: unknown): unknown =>
    isSecret(was) || isSecret(is) ? SECRET_TEXT : publicValue(value);
  return [
    {
      path,
      ...(was === undefined ? {} : { old: hide(was) }),
      ...(is === undefined ? {} : { new: hide(is) }),
    },
  ];
}

function pathTo(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value);
}
