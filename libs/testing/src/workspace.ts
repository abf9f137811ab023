import { join, resolve } from "node:path";

/** The root of the workspace this package belongs to, whatever the working folder is. */
export const WORKSPACE = resolve(import.meta.dirname, "../../..");

/** What a clone keeps for itself; git ignores it. */
export const STRATA_FOLDER = join(WORKSPACE, ".strata");
