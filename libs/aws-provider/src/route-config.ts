import { getProject, getStack, RunError } from "@pulumi/pulumi";
import {
  ACCOUNT_ALIASES,
  type AccountAlias,
  environmentDefinition,
  type Region,
  REGIONS,
  requireAccountId,
  type Route,
} from "@strata/environment";
import { awsSettings, withoutStackTrace } from "@strata/environment/config";
import { oneOf } from "@strata/environment/name-schema";
import { StackTags } from "@strata/tagging";
import { z } from "zod";
import { roleArnOf } from "./credential-routing.ts";

const account = oneOf(ACCOUNT_ALIASES);
const region = oneOf(REGIONS);

/** The settings of a stack that lives in one account and one region, for its schema. */
export const oneRoute = {
  /** An account of the catalogue. */
  account,
  /** A region of the catalogue; `aws:region` says the same. */
  region: region.optional(),
  tags: StackTags,
};

/** The settings of a stack that is deployed to several accounts and regions: to each account in each region. */
export const manyRoutes = {
  /** Accounts of the catalogue. The first, in the first region, has what there is only once. */
  accounts: z.array(account).min(1),
  regions: z.array(region).min(1),
  tags: StackTags,
};

/** The route of a stack that has one. Throws `RunError` if `region` and `aws:region` are both missing, or differ. */
export function routeOf(config: {
  readonly account: AccountAlias;
  readonly region?: Region | undefined;
}): Route {
  const fromAws = awsSettings().region;
  const chosen = config.region ?? fromAws;
  const key = `${getProject()}:region`;
  const set = `pulumi config set ${key} <region> -s ${getStack()}`;
  if (chosen === undefined) {
    const { regions } = environmentDefinition(getStack());
    throw new RunError(`${key}: got nothing; allowed: ${regions.join(", ")}. Set it with: ${set}`);
  }
  if (fromAws !== undefined && fromAws !== chosen) {
    throw new RunError(
      `${key} is ${chosen}, and aws:region is ${fromAws}: a stack is in one region. ` +
        `Remove one of them, for example with: pulumi config rm aws:region -s ${getStack()}`,
    );
  }
  return { account: config.account, region: chosen };
}

/** The name of what a stack makes once for each route: `network-workloads-eu-central-1`. */
export function routeName(name: string, route: Route): string {
  return `${name}-${route.account}-${route.region}`;
}

/** The 12 digits of a route's account, for ARNs that a program has to write before the resource exists. */
export function accountIdOf(route: Pick<Route, "account">): string {
  return withoutStackTrace(() => requireAccountId(environmentDefinition(getStack()), route.account));
}

/**
 * The ARN of the role that changes a route, whatever role this run has; `undefined` in environments where no role is
 * assumed. For what is written into resources: it must be the same in a preview and in the update.
 */
export function applyRoleArnOf(route: Pick<Route, "account">): string | undefined {
  const environment = environmentDefinition(getStack());
  if (environment.accounts[route.account].profile === undefined) return undefined;
  return withoutStackTrace(() => roleArnOf({ environment, account: route.account, operation: "apply" }));
}
