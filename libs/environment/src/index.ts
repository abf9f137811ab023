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
