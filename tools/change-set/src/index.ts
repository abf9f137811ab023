export {
  type ChangeSet,
  type ChangeSetDiagnostic,
  type Fingerprint,
  type OutputChange,
  type PolicyFinding,
  type PropertyChange,
  type ResourceChange,
  changeSetSchema,
  fingerprintSchema,
  hasChanges,
  parseChangeSet,
} from "./change-set.ts";
export { type Binding, bindingsOf, type BoundResource } from "./bindings.ts";
export { renderBindings } from "./render-bindings.ts";
export { type ObservedChanges, observeChanges, referencedProjects } from "./build-change-set.ts";
export { type EngineEvent, parseEventLog } from "./engine-events.ts";
export { changedOutputs } from "./plan.ts";
export { plannedOutputs, withHiddenChanges } from "./planned-outputs.ts";
export { type TextOptions, renderChanges, renderCounts } from "./render-changes.ts";
export { type StackResult, renderSummary, renderSummaryMarkdown, reusedNote } from "./render-summary.ts";
export { type Widening, widenings } from "./widenings.ts";
export { canonical, containsSecret } from "./values.ts";
