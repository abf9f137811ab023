export {
  EphemeralStack,
  ephemeralStack,
  type EphemeralStackOptions,
  type StateResource,
} from "./ephemeral-stack.ts";
export { PulumiFailedError } from "./estate-command.ts";
export { type EphemeralEngine, EngineNotFoundError, findEngine } from "./find-engine.ts";
export { removeLeftovers } from "./leftovers.ts";
export { type CloudResource, EphemeralTeardownError } from "./teardown.ts";
