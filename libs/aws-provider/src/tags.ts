import { getProject, getStack } from "@pulumi/pulumi";
import { environmentDefinition } from "@strata/environment";
import { withoutStackTrace } from "@strata/environment/config";
import { type MandatoryTags, toTags } from "@strata/tagging";
import type { AwsProviderSpec } from "./spec.ts";

/** The tags that a stack chooses, and `more` of its own; environment, repository, stack and managed-by are known. */
export type ProviderTags = Omit<AwsProviderSpec["tags"], "repository">;

/**
 * All mandatory tags of the stack that runs, as AWS takes them: what each of its providers puts on the resources that it
 * makes. For the places that default tags do not reach: what a launch template or an auto-scaling group makes, and the
 * resources of remote components (https://github.com/pulumi/pulumi-aws/issues/1655).
 *
 * @throws {RunError} with every problem at once.
 */
export function stackTags(tags: ProviderTags): Record<string, string> {
  return withoutStackTrace(() =>
    allTags({ ...tags, repository: environmentDefinition(getStack()).repository }),
  );
}

/** The tags of a provider's specification and those that are known. Throws `TagError`. */
export function allTags(tags: AwsProviderSpec["tags"]): Record<string, string> {
  const { more, ...chosen } = tags;
  // The environment is one of the catalogue, or `toTags` says so.
  const environment = getStack() as MandatoryTags["environment"];
  return toTags({ ...chosen, environment, stack: getProject(), managedBy: "pulumi" }, more);
}
