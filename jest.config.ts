import { availableParallelism } from "node:os";
import type { Config } from "jest";
import { common } from "./jest.common.ts";
import { lazySdk } from "./libs/testing/src/lazy-sdk/index.ts";

/** Unit tests: fast, and no test here starts an engine. The slower suites are Nx targets of their own. */
const config: Config = {
  ...common,
  roots: ["<rootDir>/libs", "<rootDir>/stacks", "<rootDir>/tools", "<rootDir>/bench"],
  testMatch: ["**/*.spec.ts"],
  modulePathIgnorePatterns: ["<rootDir>/.strata", "<rootDir>/dist"],
  moduleNameMapper: lazySdk,
  // A unit test that talks to anything but this machine fails.
  setupFilesAfterEnv: ["<rootDir>/libs/testing/src/network-guard/index.ts"],
  maxWorkers: Math.max(1, availableParallelism()),
};

export default config;
