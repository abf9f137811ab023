import type { CreateOnlyInputs } from "../declarations/create-only.ts";
import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import { isMap, sameValue, Secret, UNKNOWN, type Value, type ValueMap } from "../protocol/values.ts";
import type { ResourceDescriptor } from "./descriptor.ts";
import { sameDocument } from "./json-documents.ts";
import { childPath, overlaps, valuesAt, withoutPositions } from "./paths.ts";

export type ChangeKind = "add" | "delete" | "update";

export interface PropertyChange {
  kind: ChangeKind;
  replaces: boolean;
  /** The CloudFormation type from whose create-only data alone it is derived that the change replaces. */
  derivedFrom?: string;
}

/** What changes between the inputs of before and now: by property path. Empty if nothing does. */
export type Changes = Map<string, PropertyChange>;

export interface DiffRequest {
  descriptor: ResourceDescriptor;
  declaration: ResourceDeclaration;
  /** What replaces where the descriptor says nothing of it. */
  derived?: CreateOnlyInputs | undefined;
  oldInputs: ValueMap;
  oldOutputs: ValueMap;
  newInputs: ValueMap;
}

/**
 * Compares the inputs of now with the resource as it is. What AWS fills in and the program does not say is no change;
 * nor is the order of what has none, or the layout of a JSON document.
 */
export function diffProperties(request: DiffRequest): Changes {
  const { descriptor, declaration, oldInputs, oldOutputs, newInputs } = request;
  const changes: Changes = new Map();
  const keys = new Set(
    [...Object.keys(oldInputs), ...Object.keys(newInputs)].filter((key) => !key.startsWith("__")),
  );
  for (const key of keys) {
    const fromAws = newInputs[key] === undefined && isComputed(key, request);
    if (!fromAws)
      compare(key, oldOutputs[key] ?? oldInputs[key], oldInputs[key], newInputs[key], descriptor, changes);
  }
  const rules = replacingPaths(descriptor, declaration, oldInputs, newInputs);
  const { derived } = request;
  for (const [path, change] of changes) {
    const bare = withoutPositions(path);
    const applies = (rule: string) => overlaps(bare, rule) && ruleApplies(rule, bare, request);
    change.replaces = rules.some(applies);
    if (derived === undefined || change.replaces || !derived.inputs.some(applies)) continue;
    change.replaces = true;
    change.derivedFrom = derived.cloudFormationType;
  }
  return changes;
}

/** An output that is always there, has no default of the provider, and is not in the program, is up to AWS. */
function isComputed(key: string, { declaration, descriptor }: DiffRequest): boolean {
  return (
    declaration.outputs[key]?.required === true && !(key in (descriptor.defaults ?? {})) && key !== "tagsAll"
  );
}

function replacingPaths(
  descriptor: ResourceDescriptor,
  declaration: ResourceDeclaration,
  before: ValueMap,
  after: ValueMap,
): string[] {
  const { replaceOnAllBut, naming } = descriptor;
  const all =
    replaceOnAllBut === undefined
      ? []
      : Object.keys(declaration.inputs).filter(
          (key) => !["tags", "region", ...replaceOnAllBut].includes(key),
        );
  const prefix = naming === undefined ? [] : [`${naming.property}Prefix`];
  return [
    ...(descriptor.replaceOn ?? []),
    ...all,
    ...prefix,
    ...(descriptor.replaceWhen?.(before, after) ?? []),
  ];
}

/** A rule about a member says nothing of a change of its siblings. */
function ruleApplies(rule: string, path: string, { oldInputs, oldOutputs, newInputs }: DiffRequest): boolean {
  if (path === rule || path.startsWith(`${rule}.`) || path.startsWith(`${rule}[`)) return true;
  const before = valuesAt({ ...oldInputs, ...oldOutputs }, rule);
  const after = valuesAt(newInputs, rule);
  return after.length > 0 ? !sameValue(before, after) : valuesAt(oldInputs, rule).length > 0;
}

function compare(
  path: string,
  state: Value | undefined,
  oldInput: Value | undefined,
  now: Value | undefined,
  descriptor: ResourceDescriptor,
  changes: Changes,
): void {
  if (state instanceof Secret) return compare(path, state.value, oldInput, now, descriptor, changes);
  if (oldInput instanceof Secret) return compare(path, state, oldInput.value, now, descriptor, changes);
  if (now instanceof Secret) return compare(path, state, oldInput, now.value, descriptor, changes);
  if (now === undefined || now === null) {
    if (oldInput !== undefined && oldInput !== null) record(path, "delete", changes);
    return;
  }
  if (state === undefined || state === null) return record(path, "add", changes);
  if (now === UNKNOWN) return record(path, "update", changes);
  if (isMap(now) && isMap(state)) {
    const keys = new Set([...Object.keys(isMap(oldInput) ? oldInput : {}), ...Object.keys(now)]);
    for (const key of keys) {
      compare(
        childPath(path, key),
        state[key],
        isMap(oldInput) ? oldInput[key] : undefined,
        now[key],
        descriptor,
        changes,
      );
    }
    return;
  }
  if (Array.isArray(now) && Array.isArray(state))
    return compareLists(path, state, oldInput, now, descriptor, changes);
  if (!sameValue(state, now) && !sameText(path, state, now, descriptor)) record(path, "update", changes);
}

function compareLists(
  path: string,
  state: Value[],
  oldInput: Value | undefined,
  now: Value[],
  descriptor: ResourceDescriptor,
  changes: Changes,
): void {
  const before = Array.isArray(oldInput) ? oldInput : [];
  const unordered = (descriptor.unordered ?? []).includes(withoutPositions(path));
  const pairs = unordered ? matched(path, state, before, now, descriptor) : inOrder(state.length, now.length);
  for (const [old, next] of pairs) {
    const position = next ?? old ?? 0;
    const oldState = old === undefined ? undefined : state[old];
    const oldValue = old === undefined ? undefined : (before[old] ?? oldState);
    compare(
      `${path}[${position}]`,
      oldState,
      oldValue,
      next === undefined ? undefined : now[next],
      descriptor,
      changes,
    );
  }
}

type Pair = [old: number | undefined, next: number | undefined];

function inOrder(olds: number, news: number): Pair[] {
  return Array.from({ length: Math.max(olds, news) }, (_, index) => [
    index < olds ? index : undefined,
    index < news ? index : undefined,
  ]);
}

/** Pairs what is the same wherever it stands, then what is left in the order in which it stands. */
function matched(
  path: string,
  state: Value[],
  before: Value[],
  now: Value[],
  descriptor: ResourceDescriptor,
): Pair[] {
  const left = new Set(state.keys());
  const unmatched: number[] = [];
  for (const [next, value] of now.entries()) {
    const old = [...left].find((index) => {
      const found: Changes = new Map();
      compare(
        path,
        state[index],
        before[index] ?? state[index],
        value,
        { ...descriptor, unordered: [] },
        found,
      );
      return found.size === 0;
    });
    if (old === undefined) unmatched.push(next);
    else left.delete(old);
  }
  const olds = [...left];
  return inOrder(olds.length, unmatched.length).map(([old, next]) => [
    old === undefined ? undefined : olds[old],
    next === undefined ? undefined : unmatched[next],
  ]);
}

function sameText(path: string, before: Value, now: Value, { json = [] }: ResourceDescriptor): boolean {
  if (typeof before !== "string" || typeof now !== "string") return false;
  return json.includes(withoutPositions(path)) && sameDocument(before, now);
}

function record(path: string, kind: ChangeKind, changes: Changes): void {
  changes.set(path, { kind, replaces: false });
}
