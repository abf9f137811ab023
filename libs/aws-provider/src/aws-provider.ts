import { Provider } from "@pulumi/aws/provider.js";
import { getProject, getStack, type ResourceOptions, RunError, runtime } from "@pulumi/pulumi";
import { assertNoLocalProvider, parseEnvironment } from "@strata/environment";
import { bulletList, formatPath, problemsOf, showValue } from "@strata/environment/problems";
import { toTags } from "@strata/tagging";
import { pluginVersion } from "./sdk-version.ts";
import { AwsProviderSpec } from "./spec.ts";

/**
 * The AWS provider of a stack: region, account and identity as the specification says, the mandatory tags on
 * every resource. In `local` it is the embedded AWS; in any other environment nothing is registered while that
 * is attached.
 *
 * @throws {RunError} with every problem at once, before the provider is constructed.
 */
export function awsProvider(name: string, spec: AwsProviderSpec, options: ResourceOptions = {}): Provider {
  const { tags, ...settings } = checkSpec(name, spec);
  return withoutStackTrace(() => {
    const environment = parseEnvironment(getStack());
    assertNoLocalProvider(environment, process.env);
    const defaultTags = { tags: toTags({ ...tags, environment, stack: getProject(), managedBy: "pulumi" }) };
    return new Provider(name, { ...settings, defaultTags }, { ...options, ...pluginVersion("@pulumi/aws") });
  });
}

function checkSpec(name: string, spec: AwsProviderSpec): AwsProviderSpec {
  const result = AwsProviderSpec.safeParse(spec);
  const problems = result.success
    ? []
    : problemsOf(result.error, spec).map(
        ({ path, got, allowed }) => `${formatPath(path) || "it"}: got ${showValue(got)}; ${allowed}`,
      );
  problems.push(...staticCredentialsInConfig());
  if (problems.length > 0 || !result.success) {
    throw new RunError(
      `The AWS provider "${name}" of ${getProject()} in "${getStack()}" is not valid. ` +
        `Nothing was registered:\n${bulletList(problems)}`,
    );
  }
  return result.data;
}

/** The SDK's own settings for static credentials. Explicit providers ignore them, but they are in a file. */
function staticCredentialsInConfig(): string[] {
  const config = runtime.allConfig();
  return ["aws:accessKey", "aws:secretKey", "aws:token"]
    .filter((key) => Object.hasOwn(config, key))
    .map((key) => `${key}: not allowed. Remove it with: pulumi config rm ${key} -s ${getStack()}`);
}

function withoutStackTrace<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new RunError((error as Error).message);
  }
}
