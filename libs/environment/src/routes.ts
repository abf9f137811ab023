import { ACCOUNT_ALIASES, type AccountAlias, type Region, REGIONS, type RouteKey } from "./definitions.ts";
import { unknownName } from "./nearest.ts";

/** One account and one region of it. Every resource is bound to one. */
export interface Route {
  readonly account: AccountAlias;
  readonly region: Region;
}

/** A name is none of the catalogue's. The message has the nearest one and the list. */
export class UnknownNameError extends Error {
  override name = "UnknownNameError";
}

/** `workloads/eu-central-1` */
export function routeKey({ account, region }: Route): RouteKey {
  return `${account}/${region}`;
}

/** The inverse of {@link routeKey}. Throws {@link UnknownNameError} with all that is wrong. */
export function parseRouteKey(text: string): Route {
  const [account, region, ...rest] = text.split("/");
  if (account === undefined || region === undefined || rest.length > 0) {
    throw new UnknownNameError(
      `Unknown route ${JSON.stringify(text)}: expected <account>/<region>. Allowed: ${allRouteKeys().join(", ")}.`,
    );
  }
  const problems = [
    ...(isAccountAlias(account) ? [] : [unknownName("account", account, ACCOUNT_ALIASES)]),
    ...(isRegion(region) ? [] : [unknownName("region", region, REGIONS)]),
  ];
  if (!isAccountAlias(account) || !isRegion(region)) {
    throw new UnknownNameError(`In the route ${JSON.stringify(text)}: ${problems.join(" ")}`);
  }
  return { account, region };
}

/** Throws {@link UnknownNameError}. */
export function parseAccountAlias(text: string): AccountAlias {
  if (!isAccountAlias(text)) throw new UnknownNameError(unknownName("account", text, ACCOUNT_ALIASES));
  return text;
}

/** Throws {@link UnknownNameError}; `regions` are those that are allowed here. */
export function parseRegion(text: string, regions: readonly Region[] = REGIONS): Region {
  const found = regions.find((region) => region === text);
  if (found === undefined) throw new UnknownNameError(unknownName("region", text, regions));
  return found;
}

export function isAccountAlias(text: string): text is AccountAlias {
  return (ACCOUNT_ALIASES as readonly string[]).includes(text);
}

export function isRegion(text: string): text is Region {
  return (REGIONS as readonly string[]).includes(text);
}

/** Every account in every region, whether an environment uses it or not. */
export function allRouteKeys(): RouteKey[] {
  return ACCOUNT_ALIASES.flatMap((account) => REGIONS.map((region) => routeKey({ account, region })));
}
