import { executor } from "./executor.ts";

export const { single, batch } = executor("bindings");
export default single;
