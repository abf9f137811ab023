export { type BackendSelection, resolveBackendUrl, selectBackend } from "./backend-variables.ts";
export { initStack, type StackToInit } from "./init-stack.ts";
