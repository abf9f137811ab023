import type { Config } from "jest";

/** The embedded AWS under the real engine: seconds for each test. Needs the workspace's engine (npx strata setup). */
const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/tools/aws-local/test"],
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  testTimeout: 120_000,
  maxWorkers: 2,
};

export default config;
