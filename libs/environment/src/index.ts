export {
  ENVIRONMENTS,
  type Environment,
  UnknownEnvironmentError,
  isEnvironment,
  isLocal,
  allowsSelfBuiltEngine,
  parseEnvironment,
} from "./environments.ts";
export {
  assertNoLocalProvider,
  findLocalProviderLeaks,
  LocalProviderLeakError,
} from "./local-provider-guard.ts";
export {
  LOCAL_PACKAGES,
  type LocalPackage,
  isLocalPluginVersion,
  localPluginVersion,
} from "./local-plugins.ts";
export {
  type Account,
  AccountNotCreatedError,
  catalogue,
  CatalogueError,
  type EnvironmentDefinition,
  environmentDefinition,
  isInAws,
  requireAccountId,
} from "./catalogue.ts";
export {
  ACCOUNT_ALIASES,
  type AccountAlias,
  type AccountRoles,
  type Backend,
  type Emulator,
  type Region,
  REGIONS,
  REPOSITORY,
  type RouteKey,
} from "./definitions.ts";
export {
  allRouteKeys,
  isAccountAlias,
  isRegion,
  parseAccountAlias,
  parseRegion,
  parseRouteKey,
  type Route,
  routeKey,
  UnknownNameError,
} from "./routes.ts";
export { nearest, unknownName } from "./nearest.ts";
export { secretsProviderProblem } from "./secrets-provider.ts";
