import { integrationTests } from "../../jest.common.ts";

/**
 * Tests with ephemeral stacks, wherever they are: `jest --config tools/ephemeral-stacks/jest.integration.config.ts
 * stacks/rds`. A test may bring up several stacks; each has seconds, on a busy machine more.
 */
export default integrationTests(import.meta.dirname, {
  roots: ["<rootDir>/libs/testing/test", "<rootDir>/stacks"],
  globalSetup: "<rootDir>/tools/ephemeral-stacks/src/global-setup.ts",
  setupFilesAfterEnv: ["<rootDir>/libs/testing/src/network-guard/index.ts"],
  testTimeout: 240_000,
});
