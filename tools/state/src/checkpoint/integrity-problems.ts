import type { StateResource } from "./checkpoint.ts";

/**
 * What the engine would refuse in a list of resources: what one refers to must come before it, and a URN is there once,
 * apart from what is yet to be deleted (Snapshot.VerifyIntegrity in pkg/resource/deploy/snapshot.go, Pulumi 3.259.0).
 */
export function integrityProblems(resources: readonly StateResource[]): string[] {
  const problems: string[] = [];
  const urns = new Set<string>();
  const living = new Set<string>();
  const providers = new Set<string>();
  for (const resource of resources) {
    const { urn, type, id } = resource;
    if (!resource.custom && id) problems.push(`${urn}: a component has the ID ${JSON.stringify(id)}`);
    if (type.startsWith("pulumi:providers:")) providers.add(`${urn}::${id ?? ""}`);
    if (resource.provider && !providers.has(resource.provider) && resource.pendingReplacement !== true)
      problems.push(`${urn}: its provider ${resource.provider} is not there before it`);
    for (const [what, other] of referencesOf(resource))
      if (!urns.has(other)) problems.push(`${urn}: its ${what} ${other} is not there before it`);
    if (resource.delete !== true && living.has(urn)) problems.push(`${urn}: is there twice`);
    if (resource.delete !== true) living.add(urn);
    urns.add(urn);
  }
  return problems;
}

function referencesOf(resource: StateResource): [what: string, urn: string][] {
  const { parent, dependencies, propertyDependencies, deletedWith } = resource;
  return [
    ...(parent ? [["parent", parent] as [string, string]] : []),
    ...(dependencies ?? []).map((urn): [string, string] => ["dependency", urn]),
    ...Object.entries(propertyDependencies ?? {}).flatMap(([name, urns]) =>
      (urns ?? []).map((urn): [string, string] => [`dependency of ${name}`, urn]),
    ),
    ...(deletedWith ? [["deletedWith", deletedWith] as [string, string]] : []),
  ];
}
