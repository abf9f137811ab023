import { defineExecutor } from "./define-executor.ts";

export const { single, batch } = defineExecutor("up");
export default single;
