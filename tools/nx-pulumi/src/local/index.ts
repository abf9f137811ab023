export { ensureLocalStack, type LocalStack } from "./ensure-local-stack.ts";
export { localHome } from "./local-home.ts";
export { localVariables } from "./local-variables.ts";
export { localStackState, type LocalStackState } from "./local-stack-state.ts";
export { type Deployment, readCheckpoint } from "../stacks/checkpoint.ts";
export { StackError } from "../run/stack-error.ts";
export { readPulumiProjectName } from "../stacks/pulumi-project-name.ts";
