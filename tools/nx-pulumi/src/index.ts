export { createNodes, createNodes as createNodesV2, name } from "./plugin/create-nodes.ts";
export { preTasksExecution } from "./plugin/pre-tasks-execution.ts";
