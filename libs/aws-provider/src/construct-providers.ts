import { Provider } from "@pulumi/aws/provider.js";
import { getProject, getStack, type ResourceOptions, RunError, secret } from "@pulumi/pulumi";
import { assertNoLocalProvider, environmentDefinition, parseEnvironment } from "@strata/environment";
import { bulletList, formatPath, problemsOf, showValue } from "@strata/environment/problems";
import { pluginVersion } from "./sdk-version.ts";
import { AwsProviderSpec } from "./spec.ts";
import { allTags } from "./tags.ts";
import type { Variables } from "./variables.ts";

/** An emulator asks for keys but checks none. These are not credentials of anything. */
const EMULATOR_KEYS = { accessKey: "emulator", secretKey: "emulator" } as const;

/** One AWS provider to be. */
export interface PlannedProvider {
  /** Of the resource. */
  readonly name: string;
  /** For messages: where in the program the specification comes from. */
  readonly origin: string;
  readonly spec: AwsProviderSpec;
  readonly options?: ResourceOptions;
}

/**
 * The AWS providers of a stack: region, account and identity as the specifications say, the mandatory tags on every
 * resource. In `local` they are the embedded AWS; in any other environment nothing is registered while that is attached.
 *
 * @param problems what is known to be wrong already, reported with the rest
 * @throws {RunError} with every problem of every specification at once, before any provider is constructed.
 */
export function constructProviders(
  planned: readonly PlannedProvider[],
  problems: readonly string[] = [],
): Provider[] {
  const variables = process.env;
  const all = new Set([...problems, ...problemsOfEnvironment(variables)]);
  for (const { origin, spec } of planned) {
    for (const problem of problemsOfSpec(spec, variables)) all.add(`${origin}: ${problem}`);
  }
  if (all.size > 0) {
    throw new RunError(
      `The AWS providers of ${getProject()} in "${getStack()}" are not valid. Nothing was registered:\n` +
        bulletList([...all]),
    );
  }
  return planned.map((provider) => construct(provider, variables));
}

/** All that is wrong with a specification, a sentence each. Values that must not be shown are not. */
export function problemsOfSpec(spec: AwsProviderSpec, variables: Variables): string[] {
  const result = AwsProviderSpec.safeParse(spec);
  const found = result.success ? [] : problemsOf(result.error, spec);
  const lines = found.map(
    ({ path, got, allowed }) => `${formatPath(path) || "it"}: got ${showValue(got)}; ${allowed}`,
  );
  return [...lines, ...(result.success ? problemsOfToken(spec, variables) : [])];
}

function problemsOfEnvironment(variables: Variables): string[] {
  try {
    assertNoLocalProvider(parseEnvironment(getStack()), variables);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function problemsOfToken({ assumeRoleWithWebIdentity }: AwsProviderSpec, variables: Variables): string[] {
  const name = assumeRoleWithWebIdentity?.webIdentityTokenVariable;
  if (name === undefined || (variables[name] ?? "") !== "") return [];
  return [
    `assumeRoleWithWebIdentity.webIdentityTokenVariable: got nothing in ${name}; expected the token of OpenID Connect. ` +
      `Set it in a step of the job before, or use webIdentityTokenFile`,
  ];
}

function construct({ name, spec, options = {} }: PlannedProvider, variables: Variables): Provider {
  const { tags, assumeRoleWithWebIdentity, ...settings } = spec;
  const { emulator } = environmentDefinition(getStack());
  const args = {
    ...settings,
    ...(assumeRoleWithWebIdentity && {
      assumeRoleWithWebIdentity: webIdentityArgs(assumeRoleWithWebIdentity, variables),
    }),
    ...(emulator === undefined ? {} : EMULATOR_KEYS),
    defaultTags: { tags: allTags(tags) },
  };
  return new Provider(name, args, { ...options, ...pluginVersion("@pulumi/aws") });
}

/** What is read out of a variable is a secret from then on, in the state too. */
function webIdentityArgs(
  { webIdentityTokenVariable, ...identity }: NonNullable<AwsProviderSpec["assumeRoleWithWebIdentity"]>,
  variables: Variables,
) {
  if (webIdentityTokenVariable === undefined) return identity;
  return { ...identity, webIdentityToken: secret(variables[webIdentityTokenVariable] ?? "") };
}
