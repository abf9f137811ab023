import { readDeclaration } from "../src/declarations/read-declarations.ts";
import { sdkPackage } from "../src/declarations/sdk-packages.ts";
import type { CreateOnlyData } from "../src/declarations/create-only.ts";
import { cloudFormationTypes, cloudFormationVersion } from "./cloudformation.ts";
import { cloudFormationTypeOf, createOnlyInputs } from "./derive.ts";

/** What CloudFormation's create-only data says of the given types of the installed @pulumi/aws. */
export function makeCreateOnlyData(tokens: readonly string[]): CreateOnlyData {
  const { folder, version } = sdkPackage("aws");
  const cloudFormation = cloudFormationTypes();
  const known = [...cloudFormation.keys()];
  const types: CreateOnlyData["types"] = {};
  for (const token of tokens) {
    const type = cloudFormationTypeOf(token, known);
    const properties = type === undefined ? undefined : cloudFormation.get(type);
    if (type === undefined || properties === undefined) continue;
    const declaration = readDeclaration(folder, token);
    const inputs = declaration === undefined ? [] : createOnlyInputs(declaration, type, properties);
    if (inputs.length > 0) types[token] = `${type} ${inputs.join(" ")}`;
  }
  return { sources: { "@aws-cdk/aws-service-spec": cloudFormationVersion(), "@pulumi/aws": version }, types };
}
