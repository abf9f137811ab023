import type { Config } from "jest";

const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/tools/review/test"],
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  testTimeout: 300_000,
  maxWorkers: 1,
};

export default config;
