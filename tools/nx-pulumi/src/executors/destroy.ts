import { executor } from "./executor.ts";

export const { single, batch } = executor("destroy");
export default single;
