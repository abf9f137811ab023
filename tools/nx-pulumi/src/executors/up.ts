import { executor } from "./executor.ts";

export const { single, batch } = executor("up");
export default single;
