export {
  EphemeralStack,
  ephemeralStack,
  type EphemeralStackOptions,
  EphemeralTeardownError,
  type StateResource,
} from "./ephemeral-stack.ts";
export { type CloudResource, NoPlaceError } from "./place.ts";
export { PulumiFailedError } from "./pulumi-command.ts";
export { StubOutputsError, type StubUpstream, stubUpstream } from "./stub-upstream.ts";
