import { defineExecutor } from "./define-executor.ts";

export const { single, batch } = defineExecutor("preview");
export default single;
