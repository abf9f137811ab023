import { defineExecutor } from "./define-executor.ts";

export const { single, batch } = defineExecutor("outputs");
export default single;
