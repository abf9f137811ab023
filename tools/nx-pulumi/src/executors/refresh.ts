import { executor } from "./executor.ts";

export const { single, batch } = executor("refresh");
export default single;
