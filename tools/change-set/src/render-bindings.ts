import type { Binding } from "./bindings.ts";

/**
 * Lines that say what is bound where: each account and region once, with its resources, then what is bound nowhere.
 * What is in no AWS account is listed under the name of its provider.
 */
export function renderBindings(bindings: readonly Binding[]): string[] {
  const places = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const place = placeOf(binding);
    places.set(place, [...(places.get(place) ?? []), binding]);
  }
  const lines = [...places.keys()].sort().flatMap((place) => {
    const there = (places.get(place) ?? []).sort(byTypeAndName);
    const width = Math.max(...there.map(({ type }) => type.length));
    return [
      `  ${place}  (${there.length})`,
      ...there.map((it) => `    ${it.type.padEnd(width)}  ${it.name}`),
    ];
  });
  const unbound = bindings.filter(({ problem }) => problem !== undefined);
  return [
    ...lines,
    `  ${bindings.length - unbound.length} resources are bound${unbound.length === 0 ? "" : `, ${unbound.length} are not:`}`,
    ...unbound.map(({ urn, problem }) => `  error: ${urn}: ${problem}`),
  ];
}

function placeOf({ account, region, provider }: Binding): string {
  if (account === undefined && region === undefined)
    return provider === "" ? "nowhere" : `provider ${provider}`;
  return `account ${account ?? "(none)"}, region ${region ?? "(none)"}`;
}

function byTypeAndName(left: Binding, right: Binding): number {
  return left.type.localeCompare(right.type) || left.name.localeCompare(right.name);
}
