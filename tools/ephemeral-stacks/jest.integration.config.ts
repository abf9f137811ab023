import type { Config } from "jest";

/**
 * Tests with ephemeral stacks, wherever they are: `jest --config tools/ephemeral-stacks/jest.integration.config.ts
 * stacks/rds`. A test may bring up several stacks; each has seconds, on a busy machine more.
 */
const config: Config = {
  rootDir: "../..",
  roots: ["<rootDir>/libs/testing/test", "<rootDir>/stacks"],
  testEnvironment: "node",
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  globalSetup: "<rootDir>/tools/ephemeral-stacks/src/global-setup.ts",
  setupFilesAfterEnv: ["<rootDir>/libs/testing/src/network-guard/index.ts"],
  testTimeout: 240_000,
  maxWorkers: 2,
};

export default config;
