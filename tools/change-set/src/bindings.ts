import { nameOf, providerUrn } from "./urn.ts";

/** What is read of a resource, from a state or from the engine's events. */
export interface BoundResource {
  readonly urn: string;
  readonly type: string;
  /** Whether a provider manages it; components are made of others. */
  readonly custom: boolean;
  /** A reference to its provider: `<URN>::<ID>`. Missing for a component, and where the engine chose one. */
  readonly provider?: string | undefined;
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
}

/** Which account and region a resource is bound to, and by which provider. */
export interface Binding {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The name of the provider; empty where there is none. */
  readonly provider: string;
  /** 12 digits; `undefined` for a resource that is in no AWS account, or bound to none. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** Why the resource is bound nowhere; `undefined` for one that is bound. */
  readonly problem?: string | undefined;
}

const PROVIDER_TYPE = "pulumi:providers:";

/**
 * The binding of every resource that something in a cloud corresponds to, in the order given; components, providers and
 * references to other stacks are left out. A resource of AWS is bound if its provider is an explicit one that allows
 * exactly one account and names a region, and the resource itself names no other region. A resource of another package
 * (Kubernetes) is bound if its provider is explicit: where that leads, its own configuration says.
 */
export function bindingsOf(resources: readonly BoundResource[]): Binding[] {
  const providers = new Map(
    resources
      .filter(({ type }) => type.startsWith(PROVIDER_TYPE))
      .map((provider) => [provider.urn, provider]),
  );
  return resources
    .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
    .map((resource) => bindingOf(resource, providers));
}

function bindingOf(resource: BoundResource, providers: ReadonlyMap<string, BoundResource>): Binding {
  const { urn, type } = resource;
  const owner = providerUrn(resource.provider ?? "");
  const provider = providers.get(owner);
  const bound = {
    urn,
    type,
    name: nameOf(urn),
    provider: nameOf(owner),
  };
  if (owner === "") return { ...bound, problem: "it has no provider" };
  // The engine names the providers that it makes itself like this, and a program may not.
  // https://www.pulumi.com/docs/iac/concepts/resources/providers/#default-provider-configuration
  if (/^default(_|$)/.test(bound.provider)) return { ...bound, problem: "it has the default provider" };
  if (provider === undefined) return { ...bound, problem: `its provider ${bound.provider} is not there` };
  if (!owner.includes(`::${PROVIDER_TYPE}aws::`)) return bound;

  const accounts = listOf(provider.inputs?.["allowedAccountIds"]);
  const region = textOf(provider.inputs?.["region"]);
  const own = textOf(resource.inputs?.["region"]);
  const problems = [
    ...(accounts.length === 1 ? [] : [`its provider allows ${accounts.length} accounts, not one`]),
    ...(region === undefined ? ["its provider has no region"] : []),
    ...(own !== undefined && region !== undefined && own !== region
      ? [`it is in ${own}, its provider in ${region}`]
      : []),
  ];
  return {
    ...bound,
    account: accounts.length === 1 ? accounts[0] : undefined,
    region: own ?? region,
    problem: problems.length === 0 ? undefined : problems.join("; "),
  };
}

/** Inputs of a provider that are not texts are kept as JSON (https://github.com/pulumi/pulumi/issues/4021). */
function listOf(value: unknown): string[] {
  let list = value;
  if (typeof value === "string") {
    try {
      list = JSON.parse(value);
    } catch {
      return [];
    }
  }
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
