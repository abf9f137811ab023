import { nearest } from "@strata/environment";
import type { CheckFailure } from "../declarations/validate.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import type { Store, StoredResource } from "../store/store.ts";
import { markedUuid } from "./identity.ts";
import { childPath } from "./paths.ts";
import type { PlannedResources } from "./planned-resources.ts";
import { listOutputs } from "./stored-outputs.ts";
import { heldReason, type Place } from "./taken-name.ts";
import { type TargetId, targetOf } from "./target-id.ts";

/** The services whose keys of AWS's own the descriptions mention: such keys are in no stack. */
const MANAGED_KEY_SERVICES = ["rds", "secretsmanager"];

/** How many of a kind an error names. */
const SHOWN = 5;

/** What AWS makes along with other resources, by the type that would otherwise hold it: type, and path of outputs. */
const MADE_BY_OTHERS: Record<string, readonly (readonly [type: string, path: readonly string[]])[]> = {
  "aws:ec2/securityGroup:SecurityGroup": [
    ["aws:ec2/vpc:Vpc", ["defaultSecurityGroupId"]],
    ["aws:eks/cluster:Cluster", ["vpcConfig", "clusterSecurityGroupId"]],
    ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["id"]],
  ],
  "aws:ec2/routeTable:RouteTable": [["aws:ec2/vpc:Vpc", ["mainRouteTableId"]]],
  "aws:kms/key:Key": [["aws:kms/replicaKey:ReplicaKey", ["id"]]],
  "aws:rds/instance:Instance": [["aws:rds/clusterInstance:ClusterInstance", ["identifier"]]],
};

/** A reference to something that is not there, or not where it must be. */
export interface MissingTarget extends CheckFailure {
  /** By a name, which a preview may know before the resource exists: certain only when it is created. */
  byName: boolean;
  /** What comes of it, where AWS does not refuse it. */
  takenAnyway: string | undefined;
}

/**
 * References to things that do not exist, are pending deletion, or live in another account or region; only where a
 * reference is new, as AWS does not look again at what a resource refers to already.
 */
export function missingTargets(
  place: Place,
  store: Store,
  now: Date,
  planned?: PlannedResources,
): MissingTarget[] {
  return Object.entries(place.type.descriptor.targets ?? {}).flatMap(([path, rule]) => {
    const before =
      place.oldInputs === undefined ? [] : textsAt(place.oldInputs, path).map(({ text }) => text);
    return textsAt(place.inputs, path)
      .filter(({ text }) => !before.includes(text))
      .flatMap(({ text, property }) => {
        const target = targetOf(text, rule.type, place.instance);
        // What AWS does not look at may be anywhere else.
        if (rule.takenAnyway !== undefined && target && !isOfPlace(target, place)) return [];
        const reason = target && whyNot(text, target, place, store, now, planned);
        if (target === undefined || reason === undefined) return [];
        return [
          {
            property,
            reason: `${reason} See ${rule.source}`,
            byName: target.byName,
            takenAnyway: rule.takenAnyway,
          },
        ];
      });
  });
}

function isOfPlace({ account, region }: TargetId, place: Place): boolean {
  return ["", place.instance.account].includes(account) && ["", place.region].includes(region);
}

function whyNot(
  text: string,
  target: TargetId,
  place: Place,
  store: Store,
  now: Date,
  planned: PlannedResources | undefined,
): string | undefined {
  const { account } = place.instance;
  const own = { account, region: place.region };
  const outside = wrongPlace(target, own);
  if (exists(target, own, store, planned)) return outside;
  const key = `${target.type}\n${target.id}`;
  const held = [own.region, ""]
    .map((region) => store.heldBack(account, region, key, now.toISOString()))
    .find((found) => found !== undefined);
  if (held !== undefined) return heldReason(held);
  const all = store.list().filter(({ type }) => type === target.type);
  const elsewhere = all.find((other) => isCalled(other, target.id));
  if (elsewhere !== undefined && outside === undefined) {
    return (
      `${text} lives in account ${elsewhere.account}, region ${elsewhere.region || "none"}; ` +
      `this resource in account ${account}, region ${own.region}.`
    );
  }
  return (
    outside ??
    `${text} does not exist in account ${account}, region ${own.region}.${others(target, own, all)}`
  );
}

/** What there is of a kind, and which of it may have been meant. */
function others(
  target: TargetId,
  { account, region }: { account: string; region: string },
  all: readonly StoredResource[],
): string {
  const here = all.filter((other) => other.account === account && ["", region].includes(other.region));
  if (here.length === 0) return ` There is no ${target.type} there.`;
  const names = here.map((other) => (target.byName ? (nameOf(other) ?? other.id) : other.id));
  const near = target.byName ? nearest(target.id, names) : undefined;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return (
    (near === undefined ? "" : ` Did you mean ${near}?`) +
    ` Of ${target.type} there are: ${names.slice(0, SHOWN).join(", ")}${more}.`
  );
}

function isCalled(resource: StoredResource, id: string): boolean {
  return resource.id === id || nameOf(resource) === id;
}

/** The physical name, where it is unique by itself. */
function nameOf({ uniqueKey }: StoredResource): string | undefined {
  return uniqueKey?.split("\n")[1];
}

function wrongPlace(target: TargetId, own: { account: string; region: string }): string | undefined {
  const sameAccount = target.account === "" || target.account === own.account;
  const sameRegion = target.region === "" || target.region === own.region;
  if (sameAccount && sameRegion) return undefined;
  return (
    `It belongs to account ${target.account}, region ${target.region || "none"}; ` +
    `this resource to account ${own.account}, region ${own.region}.`
  );
}

function exists(
  { type, id }: TargetId,
  { account, region }: { account: string; region: string },
  store: Store,
  planned: PlannedResources | undefined,
): boolean {
  const key = `${type}\n${id}`;
  const found = [region, ""].some(
    (scope) =>
      store.get({ account, region: scope, type, id }) !== undefined ||
      store.byName(account, scope, key) !== undefined ||
      planned?.has(account, scope, key) === true,
  );
  if (found) return true;
  if (type === "aws:kms/key:Key") {
    const managed = MANAGED_KEY_SERVICES.map((service) => markedUuid(`${account} ${region}`, service));
    if (managed.includes(id)) return true;
  }
  return (MADE_BY_OTHERS[type] ?? []).some(([maker, path]) =>
    listOutputs(store, { account, region, type: maker }).some((outputs) => memberAt(outputs, path) === id),
  );
}

function memberAt(outputs: ValueMap, path: readonly string[]): Value | undefined {
  let found: Value | undefined = outputs;
  for (const key of path) found = isMap(found) ? found[key] : undefined;
  return found;
}

/** The texts at a path of member names, each with its own path through lists. */
function textsAt(inputs: ValueMap, path: string): { text: string; property: string }[] {
  let found: { value: Value; property: string }[] = [{ value: inputs, property: "" }];
  const spread = (entries: typeof found): typeof found =>
    entries.flatMap(({ value, property }) =>
      Array.isArray(value)
        ? value.map((entry, index) => ({ value: entry, property: `${property}[${index}]` }))
        : [{ value, property }],
    );
  for (const key of path.split(".")) {
    found = spread(found).flatMap(({ value, property }) => {
      const member = isMap(value) ? value[key] : undefined;
      return member === undefined ? [] : [{ value: member, property: childPath(property, key) }];
    });
  }
  return spread(found).flatMap(({ value, property }) =>
    typeof value === "string" && value !== "" ? [{ text: value, property }] : [],
  );
}
