import type { Config } from "jest";

/** Credential routing against moto's STS, with the AWS SDK in the part of the AWS provider. Installs moto once. */
const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/tools/cli/test"],
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  testTimeout: 120_000,
  maxWorkers: 1,
};

export default config;
