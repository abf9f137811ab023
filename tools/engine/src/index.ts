export { compileCacheVariables } from "./compile-cache.ts";
export { type Engine, type EngineSource } from "./engine.ts";
export { ensureEngine, type EnsureEngineOptions } from "./ensure-engine.ts";
export { EngineInterruptedError, EngineUnavailableError, type FailedWay } from "./engine-errors.ts";
export { describeEngine, type EngineDescription } from "./describe-engine.ts";
export {
  ALLOW_SELF_BUILT,
  assertEngineAllowed,
  isSelfBuiltVersion,
  SelfBuiltEngineError,
} from "./self-built.ts";
export {
  findWorkspaceRoot,
  workspacePaths,
  type WorkspacePaths,
  WorkspaceNotFoundError,
} from "./workspace.ts";
export { MINIMUM_VERSION } from "./version.ts";
