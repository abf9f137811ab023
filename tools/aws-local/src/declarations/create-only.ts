import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What CloudFormation's create-only data (Apache-2.0, npm `@aws-cdk/aws-service-spec`) says of the types of @pulumi/aws.
 * Made by `npm run -w @strata/aws-local update-create-only`; types and properties are matched by name, so that all of it
 * is derived, and counts only where nothing better is known.
 */
export interface CreateOnlyData {
  /** Versions of the packages that it was made from. */
  sources: Record<string, string>;
  /** By type token: the CloudFormation type, then the paths of inputs, with spaces between. */
  types: Record<string, string>;
}

export const CREATE_ONLY_FILE = join(import.meta.dirname, "create-only.json");

let loaded: CreateOnlyData | undefined;

/** Read when first needed: most previews need none of it. */
export function createOnlyData(): CreateOnlyData {
  return (loaded ??= JSON.parse(readFileSync(CREATE_ONLY_FILE, "utf8")) as CreateOnlyData);
}

/** A derived opinion on what replaces a resource. */
export interface CreateOnlyInputs {
  /** Such as `AWS::EC2::VPC`. */
  cloudFormationType: string;
  /** Paths without positions. */
  inputs: string[];
}

/** What is derived of a type such as `aws:ec2/vpc:Vpc`; undefined if nothing is. */
export function createOnlyInputsOf(token: string): CreateOnlyInputs | undefined {
  const [cloudFormationType, ...inputs] = createOnlyData().types[token]?.split(" ") ?? [];
  return cloudFormationType === undefined ? undefined : { cloudFormationType, inputs };
}
