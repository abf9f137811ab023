import { executor } from "./executor.ts";

export const { single, batch } = executor("preview");
export default single;
