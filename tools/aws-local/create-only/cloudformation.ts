import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from "@aws-cdk/service-spec-types";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A property of a CloudFormation type. */
export interface CloudFormationProperty {
  /** Any change replaces the resource; changes that only may do so do not count. */
  createOnly: boolean;
  /** Of an object, or of the entries of a list of objects. */
  members: CloudFormationProperties;
}

export type CloudFormationProperties = Record<string, CloudFormationProperty>;

/** CloudFormation's resource types by name (`AWS::EC2::VPC`), as npm's `@aws-cdk/aws-service-spec` has them. */
export function cloudFormationTypes(): Map<string, CloudFormationProperties> {
  const database = loadAwsServiceSpecSync();
  return new Map(
    database
      .all("resource")
      .map((resource) => [resource.cloudFormationType, propertiesOf(resource, database)]),
  );
}

/** The version of the installed `@aws-cdk/aws-service-spec`. */
export function cloudFormationVersion(): string {
  const manifest = require.resolve("@aws-cdk/aws-service-spec/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function propertiesOf(resource: Resource, database: SpecDatabase): CloudFormationProperties {
  const properties = readProperties(resource.properties, database, []);
  for (const path of resource.additionalReplacementProperties ?? []) {
    const property = path
      .slice(1)
      .reduce(
        (found: CloudFormationProperty | undefined, key) => found?.members[key],
        properties[path[0] ?? ""],
      );
    if (property !== undefined) property.createOnly = true;
  }
  return properties;
}

function readProperties(
  properties: ResourceProperties,
  database: SpecDatabase,
  seen: readonly string[],
): CloudFormationProperties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { causesReplacement, type }]) => [
      name,
      { createOnly: causesReplacement === "yes", members: membersOf(type, database, seen) },
    ]),
  );
}

/** Types that contain themselves end where they come again. */
function membersOf(
  type: PropertyType,
  database: SpecDatabase,
  seen: readonly string[],
): CloudFormationProperties {
  if (type.type === "array") return membersOf(type.element, database, seen);
  if (type.type !== "ref" || seen.includes(type.reference.$ref)) return {};
  const definition = database.get("typeDefinition", type.reference);
  return readProperties(definition.properties, database, [...seen, type.reference.$ref]);
}
