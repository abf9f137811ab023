import { ensureEngine, findWorkspaceRoot } from "@strata/engine";
import { PLACE_VARIABLE } from "@strata/testing/ephemeral-place";

/**
 * For Jest's globalSetup (https://jestjs.io/docs/configuration#globalsetup-string): tells the tests which place there is,
 * and provides the engine, which may take minutes on a machine that has none yet; no test's time limit is meant for that.
 */
export default async function globalSetup(): Promise<void> {
  await ensureEngine({ root: findWorkspaceRoot(import.meta.dirname) });
  process.env[PLACE_VARIABLE] = new URL("place.ts", import.meta.url).href;
}
