import type { Config } from "jest";

/** What takes too long for every change: many crashes, many resources, the second opinion. One after the other. */
const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/tools/aws-local/test"],
  testMatch: ["**/*.nightly.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  testTimeout: 3_600_000,
  maxWorkers: 1,
};

export default config;
