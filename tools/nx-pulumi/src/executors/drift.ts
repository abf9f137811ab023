import { executor } from "./executor.ts";

export const { single, batch } = executor("drift");
export default single;
