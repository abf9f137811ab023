export { type BackendSelection, resolveBackendUrl, selectBackend } from "./backend-variables.ts";
export { assertSessions } from "../credentials/assert-sessions.ts";
export { initStack, type StackToInit } from "./init-stack.ts";
