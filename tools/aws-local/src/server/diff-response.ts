import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Changes, PropertyChange } from "../model/diff.ts";
import { generatedInputs } from "../model/naming.ts";
import { textOf } from "../model/resource-context.ts";
import type { ResourceType } from "../model/resource-type.ts";
import { sameValue, UNKNOWN, type ValueMap } from "../protocol/values.ts";

const { Kind } = provider.PropertyDiff;

/** The answer to Diff. */
export function diffResponse(
  type: ResourceType,
  changes: Changes,
  oldInputs: ValueMap,
  newInputs: ValueMap,
): provider.DiffResponse {
  const response = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(changes.size === 0 ? DIFF_NONE : DIFF_SOME);
  response.setHasdetaileddiff(true);
  const roots = new Set<string>();
  const replaces = new Set<string>();
  for (const [path, change] of changes) {
    const detail = new provider.PropertyDiff();
    detail.setKind(kindOf(change));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
    const root = /^[^.[]*/.exec(path)?.[0] ?? path;
    roots.add(root);
    if (change.replaces) replaces.add(root);
  }
  response.setDiffsList([...roots]);
  response.setReplacesList([...replaces]);
  response.setDeletebeforereplace(replaces.size > 0 && nameCollides(type, oldInputs, newInputs));
  return response;
}

/** A name that the program fixes cannot belong to the old resource and the new one at once, in the same scope. */
function nameCollides({ descriptor }: ResourceType, oldInputs: ValueMap, newInputs: ValueMap): boolean {
  const { naming, uniqueKey } = descriptor;
  if (naming === undefined || uniqueKey === null || generatedInputs(newInputs).includes(naming.property))
    return false;
  const name = newInputs[naming.property];
  if (name === undefined || !sameValue(name, oldInputs[naming.property])) return false;
  const keyOf = (inputs: ValueMap) =>
    uniqueKey?.({
      name: textOf(inputs, naming.property),
      text: (property) => (inputs[property] === UNKNOWN ? "(unknown)" : textOf(inputs, property)),
    });
  return keyOf(oldInputs) === keyOf(newInputs);
}

function kindOf({ kind, replaces }: PropertyChange): provider.PropertyDiff.Kind {
  switch (kind) {
    case "add":
      return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    case "delete":
      return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
    case "update":
      return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
  }
}
