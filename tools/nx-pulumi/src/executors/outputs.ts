import { executor } from "./executor.ts";

export const { single, batch } = executor("outputs");
export default single;
