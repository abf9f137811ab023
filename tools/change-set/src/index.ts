export {
  type ChangeSet,
  type ChangeSetDiagnostic,
  type OutputChange,
  type PropertyChange,
  type ResourceChange,
  changeSetSchema,
  hasChanges,
} from "./change-set.ts";
export { type Binding, bindingsOf, type BoundResource } from "./bindings.ts";
export { renderBindings } from "./render-bindings.ts";
export { type ObservedChanges, observeChanges } from "./build-change-set.ts";
export { type EngineEvent, parseEventLog } from "./engine-events.ts";
export { plannedOutputs } from "./planned-outputs.ts";
export { type TextOptions, renderChanges, renderCounts } from "./render-changes.ts";
export { type StackResult, renderSummary, renderSummaryMarkdown } from "./render-summary.ts";
