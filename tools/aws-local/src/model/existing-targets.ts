import type { CheckFailure } from "../declarations/validate.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";
import { MARK, markedUuid } from "./identity.ts";
import { childPath } from "./paths.ts";
import { listOutputs } from "./stored-outputs.ts";
import { heldReason, type Place } from "./taken-name.ts";

/** The services whose keys of AWS's own the descriptions mention: such keys are in no stack. */
const MANAGED_KEY_SERVICES = ["rds", "secretsmanager"];

/** What AWS makes along with other resources, by the type that would otherwise hold it: type, and path of outputs. */
const MADE_BY_OTHERS: Record<string, readonly (readonly [type: string, path: readonly string[]])[]> = {
  "aws:ec2/securityGroup:SecurityGroup": [
    ["aws:ec2/vpc:Vpc", ["defaultSecurityGroupId"]],
    ["aws:eks/cluster:Cluster", ["vpcConfig", "clusterSecurityGroupId"]],
    ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["id"]],
  ],
  "aws:ec2/routeTable:RouteTable": [["aws:ec2/vpc:Vpc", ["mainRouteTableId"]]],
  "aws:kms/key:Key": [["aws:kms/replicaKey:ReplicaKey", ["id"]]],
};

/**
 * Failures for references to things that do not exist, are pending deletion, or live in another account or region. Only
 * what has the form of the embedded AWS's own IDs and ARNs can be told; and only where a reference is new: AWS does not
 * look again at what a resource refers to already.
 */
export function missingTargets(place: Place, store: Store, now: Date): CheckFailure[] {
  const { descriptor } = place.type;
  const targets = Object.entries({ ...descriptor.existing, ...descriptor.references });
  return targets.flatMap(([path, type]) => {
    const before =
      place.oldInputs === undefined ? [] : textsAt(place.oldInputs, path).map(({ text }) => text);
    return textsAt(place.inputs, path)
      .filter(({ text }) => !before.includes(text))
      .flatMap(({ text, property }) => {
        const reason = whyNot(text, type, place, store, now);
        return reason === undefined ? [] : [{ property, reason }];
      });
  });
}

function whyNot(text: string, type: string, place: Place, store: Store, now: Date): string | undefined {
  const target = targetOf(text, type);
  if (target === undefined) return undefined;
  const { account } = place.instance;
  const { region } = place;
  if (exists(target.id, type, { account, region }, store)) {
    return wrongPlace(target, { account, region });
  }
  const held = [region, ""]
    .map((scope) => store.heldBack(account, scope, `${type}\n${target.id}`, now.toISOString()))
    .find((found) => found !== undefined);
  if (held !== undefined) return heldReason(held);
  const elsewhere = store.list().find((other) => other.type === type && other.id === target.id);
  if (elsewhere !== undefined) {
    return (
      `${text} lives in account ${elsewhere.account}, region ${elsewhere.region || "none"}; ` +
      `this resource in account ${account}, region ${region}.`
    );
  }
  return (
    wrongPlace(target, { account, region }) ??
    `${text} does not exist in account ${account}, region ${region}.`
  );
}

interface TargetId {
  id: string;
  /** Of an ARN; empty where it has none. */
  account: string;
  region: string;
}

/** What a text refers to, if it has the form of IDs and ARNs that are made here. */
function targetOf(text: string, type: string): TargetId | undefined {
  const bare = { account: "", region: "" };
  if (type.startsWith("aws:ec2/")) {
    return new RegExp(`^[a-z-]+-0${MARK}[0-9a-f]+$`).test(text) ? { id: text, ...bare } : undefined;
  }
  const [scheme, , , region = "", account = "", ...rest] = text.split(":");
  if (type === "aws:kms/key:Key") {
    if (text.startsWith(MARK) || text.startsWith(`mrk-${MARK}`)) return { id: text, ...bare };
    const id = rest.join(":").replace(/^key\//, "");
    return scheme === "arn" && new RegExp(`^(mrk-)?${MARK}`).test(id) ? { id, account, region } : undefined;
  }
  // Accounts that begin so exist nowhere but here.
  if (scheme !== "arn" || !account.startsWith("000000")) return undefined;
  if (type === "aws:iam/role:Role") {
    const resource = rest.join(":");
    return resource.startsWith("role/")
      ? { id: resource.split("/").pop() ?? "", account, region }
      : undefined;
  }
  return { id: text, account, region };
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

function exists(id: string, type: string, scope: { account: string; region: string }, store: Store): boolean {
  const { account, region } = scope;
  if (store.get({ account, region, type, id }) ?? store.get({ account, region: "", type, id })) return true;
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
