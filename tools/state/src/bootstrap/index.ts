export { type BackendPlan, backendPlan, type Replication } from "./backend-plan.ts";
export { BootstrapError } from "./bootstrap-error.ts";
export {
  type BootstrapOutcome,
  type BootstrapRequest,
  bootstrapStateBackend,
} from "./bootstrap-state-backend.ts";
export { PROJECT } from "./project.ts";
