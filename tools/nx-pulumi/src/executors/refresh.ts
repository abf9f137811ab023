import { defineExecutor } from "./define-executor.ts";

export const { single, batch } = defineExecutor("refresh");
export default single;
