import { integrationTests } from "../../jest.common.ts";

/** Tests against the real engine. They take about a minute, and build the engine first where there is none. */
export default integrationTests(import.meta.dirname, {
  testTimeout: 60_000,
  globalSetup: "<rootDir>/tools/engine/test/support/global-setup.ts",
});
