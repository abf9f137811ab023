import type { ChangeSet, ResourceChange } from "@strata/change-set";
import { differenceOf } from "../differences/difference-of.ts";
import type { ResourceReview, SecurityFinding, StackReview } from "../review.ts";
import { isCloudResource, riskOf } from "../risk/risk-of.ts";
import { valuesOf } from "../security/leaves.ts";
import { CHANGES_BY_WEIGHT } from "../text/words.ts";

/** From so many resources on that change in the same way, they are one entry. */
const ALIKE = 3;

/** One stack of a run, from its change set. */
export function reviewStack(changeSet: ChangeSet, security: readonly SecurityFinding[]): StackReview {
  const changes = changeSet.resources.length + changeSet.outputs.length > 0;
  const sensitive = new Set(
    security.flatMap(({ urn, type, names }) =>
      urn === undefined ? names.map((name) => `${type} ${name}`) : [urn],
    ),
  );
  const message = changeSet.succeeded ? undefined : failureOf(changeSet);
  return {
    stack: changeSet.stack,
    status: changeSet.succeeded ? (changes ? "changed" : "unchanged") : "failed",
    ...(message === undefined ? {} : { message }),
    counts: changeSet.counts,
    outputs: changeSet.outputs.length,
    places: placesOf(changeSet),
    resources: groups(changeSet.resources).map((group) => reviewResources(group, sensitive)),
    diagnostics: changeSet.diagnostics.map(({ severity, message: text }) => ({ severity, message: text })),
    ...(changeSet.reusedFrom === undefined ? {} : { reusedFrom: changeSet.reusedFrom }),
  };
}

/** Why a stack failed: its first error, else its first warning. */
function failureOf({ diagnostics, operation }: ChangeSet): string {
  const error =
    diagnostics.find(({ severity }) => severity === "error") ??
    diagnostics.find(({ severity }) => severity === "warning");
  return error?.message ?? `${operation} failed, and the engine does not say why`;
}

/** `000000000000 eu-central-1` of what changes; where nothing does, of all that is there. */
function placesOf({ resources, bindings }: ChangeSet): string[] {
  const places = (
    items: readonly { account?: string | undefined; region?: string | undefined }[],
  ): string[] => [...new Set(items.map(placeOf).filter((place) => place !== undefined))].sort();
  const changed = places(resources);
  return changed.length > 0 ? changed : places(bindings);
}

function placeOf({
  account,
  region,
}: {
  account?: string | undefined;
  region?: string | undefined;
}): string | undefined {
  const parts = [account, region].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** Resources that change in the same way, together; what hurts most first. */
function groups(resources: readonly ResourceChange[]): ResourceChange[][] {
  const alike = new Map<string, ResourceChange[]>();
  for (const resource of resources) {
    const key = likeness(resource);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [resource]);
    else group.push(resource);
  }
  return [...alike.values()]
    .flatMap((group) => (group.length >= ALIKE ? [group] : group.map((resource) => [resource])))
    .sort((left, right) => rank(left[0]) - rank(right[0]));
}

/** Equal of resources that one entry can show. What goes away or is made anew has one of its own. */
function likeness({ urn, change, type, properties, replaceKeys, inputs }: ResourceChange): string {
  if (change === "update" && replaceKeys.length === 0 && properties.length > 0)
    return JSON.stringify([change, properties]);
  if (inputs === undefined && (change === "create" || change === "import" || change === "forget"))
    return JSON.stringify([change, type]);
  return urn;
}

function rank(resource: ResourceChange | undefined): number {
  return resource === undefined ? 0 : CHANGES_BY_WEIGHT.indexOf(resource.change);
}

function reviewResources(group: readonly ResourceChange[], sensitive: ReadonlySet<string>): ResourceReview {
  const [first] = group as [ResourceChange];
  const types = new Set(group.map(({ type }) => type));
  const places = new Set(group.map(placeOf));
  const [place] = places;
  const goes = first.change === "replace" || first.change === "delete";
  return {
    change: first.change,
    type: types.size === 1 ? first.type : `${types.size} types`,
    names: group.map(({ name }) => name),
    urns: group.map(({ urn }) => urn),
    ...(places.size === 1 && place !== undefined ? { place } : {}),
    ...(goes && isCloudResource(first) ? { level: riskOf(first.type).level } : {}),
    security: group.some(({ urn, type, name }) => sensitive.has(urn) || sensitive.has(`${type} ${name}`)),
    replaceKeys: first.replaceKeys,
    lines: valuesOf(first).flatMap(({ replaces, ...property }) =>
      differenceOf({ ...property, ...(replaces ? { note: "forces a replacement" } : {}) }),
    ),
  };
}
