import { isAbsolute, join, resolve } from "node:path";

/** The root of the workspace this package belongs to, whatever the working folder is. */
export const WORKSPACE = resolve(import.meta.dirname, "../../../..");

/** What is local to this workspace and not in version control. */
export const STRATA_FOLDER = join(WORKSPACE, ".strata");

/**
 * The database file of the embedded AWS: `STRATA_AWS_LOCAL_STORE`, or `.strata/cloud.sqlite` of the workspace.
 * Throws an Error if the variable is not an absolute path: processes in different folders must mean the same file.
 */
export function storePath(env: Record<string, string | undefined> = process.env): string {
  const given = env.STRATA_AWS_LOCAL_STORE ?? "";
  if (given === "") return join(STRATA_FOLDER, "cloud.sqlite");
  if (!isAbsolute(given)) {
    throw new Error(
      `STRATA_AWS_LOCAL_STORE must be an absolute path, got ${JSON.stringify(given)}. ` +
        `Set it again: export STRATA_AWS_LOCAL_STORE=${JSON.stringify(resolve(given))}`,
    );
  }
  return given;
}
