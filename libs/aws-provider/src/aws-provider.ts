import { Provider } from "@pulumi/aws/provider.js";
import { getProject, getStack, type ResourceOptions, RunError, runtime } from "@pulumi/pulumi";
import { assertNoLocalProvider, environmentDefinition } from "@strata/environment";
import { bulletList, formatPath, problemsOf, showValue } from "@strata/environment/problems";
import { toTags } from "@strata/tagging";
import { pluginVersion } from "./sdk-version.ts";
import { AwsProviderSpec } from "./spec.ts";
import { staticCredentialsInConfig } from "./static-credentials.ts";

/** An emulator asks for keys but checks none. These are not credentials of anything. */
const EMULATOR_KEYS = { accessKey: "emulator", secretKey: "emulator" } as const;

/**
 * The AWS provider of a stack: region, account and identity as the specification says, the mandatory tags on
 * every resource. In `local` it is the embedded AWS; in any other environment nothing is registered while that
 * is attached.
 *
 * @throws {RunError} with every problem at once, before the provider is constructed.
 */
export function awsProvider(name: string, spec: AwsProviderSpec, options: ResourceOptions = {}): Provider {
  const problems = [...problemsOfSpec(spec), ...staticCredentialsInConfig(runtime.allConfig(), getStack())];
  if (problems.length > 0) {
    throw new RunError(
      `The AWS provider "${name}" of ${getProject()} in "${getStack()}" is not valid. ` +
        `Nothing was registered:\n${bulletList(problems)}`,
    );
  }
  return constructProvider(name, spec, options);
}

/** All that is wrong with a specification, a sentence each. Values that must not be shown are not. */
export function problemsOfSpec(spec: AwsProviderSpec): string[] {
  const result = AwsProviderSpec.safeParse(spec);
  if (result.success) return [];
  return problemsOf(result.error, spec).map(
    ({ path, got, allowed }) => `${formatPath(path) || "it"}: got ${showValue(got)}; ${allowed}`,
  );
}

/** Constructs the provider of a specification in which nothing is wrong. Throws `RunError`. */
export function constructProvider(name: string, spec: AwsProviderSpec, options: ResourceOptions): Provider {
  const { tags, ...settings } = spec;
  return withoutStackTrace(() => {
    const { name: environment, emulator } = environmentDefinition(getStack());
    assertNoLocalProvider(environment, process.env);
    const defaultTags = { tags: toTags({ ...tags, environment, stack: getProject(), managedBy: "pulumi" }) };
    const keys = emulator === undefined ? {} : EMULATOR_KEYS;
    const args = { ...settings, ...keys, defaultTags };
    return new Provider(name, args, { ...options, ...pluginVersion("@pulumi/aws") });
  });
}

function withoutStackTrace<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new RunError((error as Error).message);
  }
}
