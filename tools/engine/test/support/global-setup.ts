import { ensureEngine } from "../../src/index.ts";

/** Provides the engine once, before the time limits of single tests apply. */
export default async function globalSetup(): Promise<void> {
  await ensureEngine();
}
