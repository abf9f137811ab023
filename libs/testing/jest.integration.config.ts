import type { Config } from "jest";

/** Ephemeral stacks under the real engine, and a moto server. Needs the workspace's engine (npx strata env local). */
const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/libs/testing/test"],
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.json" }] },
  testTimeout: 120_000,
  maxWorkers: 2,
};

export default config;
