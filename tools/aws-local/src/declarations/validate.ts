import {
  Asset,
  definedEntries,
  isMap,
  Secret,
  UNKNOWN,
  type Value,
  type ValueMap,
} from "../protocol/values.ts";
import { childPath } from "../model/paths.ts";
import type { ResourceDeclaration } from "./read-declarations.ts";
import type { Properties, PropertyType } from "./type-expression.ts";

/** Something wrong with an input: where, and why. */
export interface CheckFailure {
  /** The path of the property, such as `vpcConfig.subnetIds[0]`; empty for the resource as a whole. */
  property: string;
  reason: string;
}

/** Checks inputs against what the SDK declares: unknown properties, missing ones, values of a wrong type; all at once. */
export function validateInputs(inputs: ValueMap, declaration: ResourceDeclaration): CheckFailure[] {
  return validateProperties(inputs, declaration.inputs, declaration, "");
}

function validateProperties(
  values: ValueMap,
  properties: Properties,
  declaration: ResourceDeclaration,
  path: string,
): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const [key, value] of definedEntries(values)) {
    const property = properties[key];
    if (property === undefined) {
      failures.push({ property: childPath(path, key), reason: unknownProperty(key, properties) });
    } else if (value !== null) {
      failures.push(...validateValue(value, property.type, declaration, childPath(path, key)));
    }
  }
  for (const [key, { required }] of Object.entries(properties)) {
    const value = values[key];
    if (required && (value === undefined || value === null)) {
      failures.push({
        property: childPath(path, key),
        reason: "This property is required and was not given.",
      });
    }
  }
  return failures;
}

function unknownProperty(key: string, properties: Properties): string {
  return `There is no such property. Allowed: ${Object.keys(properties).sort().join(", ")}. Got: ${key}.`;
}

function validateValue(
  value: Value,
  type: PropertyType,
  declaration: ResourceDeclaration,
  path: string,
): CheckFailure[] {
  if (value === UNKNOWN) return [];
  if (value instanceof Secret) return validateValue(value.value, type, declaration, path);
  switch (type.kind) {
    case "any":
      return [];
    case "string":
    case "number":
    case "boolean":
      return typeof value === type.kind ? [] : [wrongType(path, type.kind, value)];
    case "asset":
    case "archive":
      return value instanceof Asset && value.kind === type.kind ? [] : [wrongType(path, type.kind, value)];
    case "assetOrArchive":
      return value instanceof Asset ? [] : [wrongType(path, "asset or archive", value)];
    case "list":
      return Array.isArray(value)
        ? value.flatMap((entry, index) =>
            validateValue(entry, type.element, declaration, `${path}[${index}]`),
          )
        : [wrongType(path, "list", value)];
    case "map":
      return isMap(value)
        ? definedEntries(value).flatMap(([key, entry]) =>
            validateValue(entry, type.element, declaration, childPath(path, key)),
          )
        : [wrongType(path, "map", value)];
    case "object":
      return isMap(value)
        ? validateProperties(value, declaration.types[type.name] ?? {}, declaration, path)
        : [wrongType(path, "object", value)];
  }
}

// Says the kind of what was given, never the value: it may be secret.
function wrongType(path: string, expected: string, value: Value): CheckFailure {
  return {
    property: path,
    reason: `Expected a value of type ${expected}, got one of type ${kindOf(value)}.`,
  };
}

function kindOf(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (value instanceof Asset) return value.kind;
  return typeof value;
}
