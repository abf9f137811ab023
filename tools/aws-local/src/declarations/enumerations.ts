import { definedEntries, isMap, Secret, type Value, type ValueMap } from "../protocol/values.ts";
import { childPath } from "../model/paths.ts";
import type { ResourceDeclaration } from "./read-declarations.ts";
import type { Properties, PropertyType } from "./type-expression.ts";
import type { CheckFailure } from "./validate.ts";

/**
 * What the SDK leaves out of an enumeration though every version of AWS takes it: protocols by number, -1 for all.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
const ALSO_KNOWN: Record<string, RegExp> = { "enums.ec2.ProtocolType": /^(-1|\d{1,3}|icmpv6)$/ };

/**
 * Texts that are no member of the enumeration that the SDK declares for them. Not a failure: the enumerations are open,
 * AWS may know more members than the installed SDK. Secret values are passed over.
 */
export function unknownMembers(inputs: ValueMap, declaration: ResourceDeclaration): CheckFailure[] {
  return inProperties(inputs, declaration.inputs, declaration, "");
}

function inProperties(
  values: ValueMap,
  properties: Properties,
  declaration: ResourceDeclaration,
  path: string,
): CheckFailure[] {
  return definedEntries(values).flatMap(([key, value]) => {
    const property = properties[key];
    return property === undefined ? [] : inValue(value, property.type, declaration, childPath(path, key));
  });
}

function inValue(
  value: Value,
  type: PropertyType,
  declaration: ResourceDeclaration,
  path: string,
): CheckFailure[] {
  if (value instanceof Secret) return [];
  if (type.kind === "object" && isMap(value)) {
    return inProperties(value, declaration.types[type.name] ?? {}, declaration, path);
  }
  if (type.kind === "list" && Array.isArray(value)) {
    return value.flatMap((entry, index) => inValue(entry, type.element, declaration, `${path}[${index}]`));
  }
  if (type.kind !== "string" || typeof value !== "string") return [];
  const members = declaration.enumerations[type.enumeration ?? ""];
  if (members === undefined || members.includes(value)) return [];
  if (ALSO_KNOWN[type.enumeration ?? ""]?.test(value) === true) return [];
  return [
    {
      property: path,
      reason: `${JSON.stringify(value)} is none of the values that the installed @pulumi/aws knows: ${shortList(members)}.`,
    },
  ];
}

const SHOWN = 12;

function shortList(members: readonly string[]): string {
  const more = members.length - SHOWN;
  return members.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
