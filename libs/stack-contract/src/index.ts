export { type ByRoute, byRoute, type RoutedReferences } from "./by-route.ts";
export {
  type Contract,
  type Outputs,
  type Published,
  type References,
  defineContract,
  secret,
} from "./contract.ts";
export { ready, reference } from "./reference.ts";
export {
  PLANNED_OUTPUTS_VARIABLE,
  UNKNOWN_SENTINEL,
  type PlannedOutput,
  type PlannedOutputs,
  parsePlannedOutputs,
  plannedOutputsPath,
} from "./planned-outputs.ts";
