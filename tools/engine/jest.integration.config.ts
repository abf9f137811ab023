import type { Config } from "jest";

/** Tests against the real engine. They take about a minute, and build the engine first where there is none. */
const config: Config = {
  rootDir: "../..",
  roots: ["<rootDir>/tools/engine/test"],
  testEnvironment: "node",
  testMatch: ["**/*.integration.ts"],
  testTimeout: 60_000,
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  globalSetup: "<rootDir>/tools/engine/test/support/global-setup.ts",
  maxWorkers: 2,
};

export default config;
