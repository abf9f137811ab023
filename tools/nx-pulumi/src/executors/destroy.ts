import { defineExecutor } from "./define-executor.ts";

export const { single, batch } = defineExecutor("destroy");
export default single;
