import type { Deployment } from "@strata/nx-pulumi/local";
import type { CloudResource } from "./cloud-resources.ts";
import type { StackState } from "./local-states.ts";

/** What the states of the stacks say of a resource that exists. */
export type Knowledge =
  /** A state has it. */
  | { is: "known"; by: string[] }
  /** An update began to create it, and had not ended when the state was written. */
  | { is: "begun"; by: string[] }
  /** No state has it: it was created, and nobody was told. */
  | { is: "stray" };

type StateResource = NonNullable<Deployment["resources"]>[number];

/**
 * Says of each resource what the states know of it. A state knows a resource by type and ID, and by account and region
 * where its provider says them: a name, such as a role's, may exist in each account. Not by URN, which changes with an
 * alias while nothing is told to the provider.
 */
export function knowledgeOf(states: readonly StackState[]): (resource: CloudResource) => Knowledge {
  const known = new Map<string, { by: string; place: Place }[]>();
  const begun = new Map<string, string[]>();
  for (const { project, stack, deployment } of states) {
    const by = stack === "local" ? project : `${project}/${stack}`;
    const places = providerPlaces(deployment.resources ?? []);
    for (const resource of deployment.resources ?? []) {
      if (resource.id === undefined) continue;
      const key = `${resource.type}\n${resource.id}`;
      known.set(key, [...(known.get(key) ?? []), { by, place: placeOf(resource, places) }]);
    }
    for (const operation of deployment.pending_operations ?? []) {
      const { type, resource } = operation as { type?: string; resource?: { urn?: string } };
      if (type === "creating" && resource?.urn !== undefined)
        begun.set(resource.urn, [...(begun.get(resource.urn) ?? []), by]);
    }
  }
  return (resource) => {
    const found = known.get(`${resource.type}\n${resource.id}`) ?? [];
    const by = found.filter(({ place }) => isThere(resource, place)).map((entry) => entry.by);
    if (by.length > 0) return { is: "known", by: [...new Set(by)] };
    const beginners = begun.get(resource.urn);
    return beginners === undefined ? { is: "stray" } : { is: "begun", by: [...new Set(beginners)] };
  };
}

/** Where a state says that a resource is; undefined where it does not say. */
interface Place {
  account: string | undefined;
  region: string | undefined;
}

function isThere({ account, region }: CloudResource, place: Place): boolean {
  return (
    (place.account === undefined || place.account === account) &&
    (region === "" || place.region === undefined || place.region === region)
  );
}

/** The places of a state's providers, by `URN::ID`. */
function providerPlaces(resources: readonly StateResource[]): Map<string, Place> {
  return new Map(
    resources
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(({ urn, id, inputs }) => [
        `${urn}::${id ?? ""}`,
        { account: firstOf(inputs?.["allowedAccountIds"]), region: text(inputs?.["region"]) },
      ]),
  );
}

function placeOf({ provider, outputs }: StateResource, places: ReadonlyMap<string, Place>): Place {
  const place = places.get(provider ?? "");
  return { account: place?.account, region: text(outputs?.["region"]) ?? place?.region };
}

/** The SDK sends lists in the configuration of providers as JSON texts. */
function firstOf(list: unknown): string | undefined {
  try {
    const parsed = (typeof list === "string" ? JSON.parse(list) : list) as unknown;
    return Array.isArray(parsed) ? text(parsed[0]) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
