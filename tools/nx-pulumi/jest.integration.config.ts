import type { Config } from "jest";

/** Tests of whole runs: a copy of the workspace, Nx, the real engine. They take a few minutes. */
const config: Config = {
  rootDir: "../..",
  roots: ["<rootDir>/tools/nx-pulumi/test"],
  testEnvironment: "node",
  testMatch: ["**/*.integration.ts"],
  testTimeout: 900_000,
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  maxWorkers: 2,
};

export default config;
