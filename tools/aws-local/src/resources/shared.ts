import type { CheckContext, ResourceContext } from "../model/descriptor.ts";
import type { CheckFailure } from "../declarations/validate.ts";
import { markedUuid } from "../model/identity.ts";
import { isMap, type Value } from "../protocol/values.ts";

/** IDs of EC2's form: a prefix and 17 hexadecimal digits. */
export function ec2Id(prefix: string): (context: ResourceContext) => string {
  return ({ hex }) => `${prefix}-0${hex(16)}`;
}

/** The ARN of an EC2 resource: `arn:aws:ec2:REGION:ACCOUNT:KIND/ID`. */
export function ec2Arn(kind: string): (context: ResourceContext) => string {
  return ({ arn, id }) => arn("ec2", `${kind}/${id}`);
}

export const owner = ({ account }: ResourceContext): string => account;
export const physicalName = ({ name }: ResourceContext): string => name;
export const creationTime = ({ createdAt }: ResourceContext): string => createdAt;
export const constant = (value: Value) => (): Value => value;

/** An input, or what AWS puts where it is absent. */
export function given(property: string, otherwise: Value | ((context: ResourceContext) => Value)) {
  return (context: ResourceContext): Value =>
    context.inputs[property] ??
    context.previous?.[property] ??
    (typeof otherwise === "function" ? otherwise(context) : otherwise);
}

/** The members of an input that is an object, over what AWS puts where they are absent. */
export function withMembers(property: string, members: (context: ResourceContext) => Record<string, Value>) {
  return (context: ResourceContext): Value => {
    const input = context.inputs[property];
    return { ...members(context), ...(isMap(input) ? input : {}) };
  };
}

export function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 24 * 60 * 60 * 1000);
}

/** An ARN in IAM, which has no region. */
export function iamArn({ partition, account }: ResourceContext, resource: string): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** `path` and name as they stand in an IAM ARN: `/` is nothing, `/team/` is `team/`. */
export function iamPath(context: ResourceContext): string {
  return `${(context.text("path") || "/").slice(1)}${context.name}`;
}

/** The key that AWS manages for a service in this account and region. */
export function managedKeyArn({ arn, account, region }: ResourceContext, service: string): string {
  return arn("kms", `key/${markedUuid(`${account} ${region}`, service)}`);
}

/** The zones of a region, with the form of their IDs. Real regions have three to six; here each has three. */
export function availabilityZones(region: string): { name: string; id: string }[] {
  const [area = "", direction = "", number = ""] = region.replace("us-gov-", "usgov-").split("-");
  const short = direction.replace(/^(north|south)(east|west)$/, "$1 $2").split(" ");
  const code = `${area === "usgov" ? "usg" : area}${short.map((word) => word[0]).join("")}${number}`;
  return ["a", "b", "c"].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${code}-az${index + 1}`,
  }));
}

/** The zone that inputs name, by its name or its ID; the first of the region where they name none. */
export function zoneOf(inputs: Record<string, Value>, region: string): { name: string; id: string } {
  const zones = availabilityZones(region);
  const { availabilityZone, availabilityZoneId } = inputs;
  const known = zones.find(({ name, id }) => name === availabilityZone || id === availabilityZoneId);
  if (known !== undefined) return known;
  return typeof availabilityZone === "string"
    ? { name: availabilityZone, id: "" }
    : (zones[0] ?? { name: `${region}a`, id: "" });
}

/** What is made of each text of a list. */
export function forEachText(list: Value | undefined, make: (entry: string) => string): string[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string").map(make) : [];
}

/** A failure for each path that refers to something in another account or region, as an ARN says. */
export function sameRegionArns(
  properties: readonly string[],
  { inputs, instance, region }: CheckContext,
): CheckFailure[] {
  return properties.flatMap((property) => {
    const value = inputs[property];
    if (typeof value !== "string" || !value.startsWith("arn:")) return [];
    const [, , , arnRegion, arnAccount] = value.split(":");
    if ((arnRegion === "" || arnRegion === region) && (arnAccount === "" || arnAccount === instance.account))
      return [];
    return [
      {
        property,
        reason: `It belongs to account ${arnAccount}, region ${arnRegion}; this resource to account ${instance.account}, region ${region}.`,
      },
    ];
  });
}
