import type { Config } from "jest";

/** What the Jest configurations of all suites share: TypeScript as ES modules, paths from the root of the workspace. */
export const common = {
  rootDir: import.meta.dirname,
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    // Types are checked by the typecheck task; here they are only stripped.
    "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "<rootDir>/tsconfig.workspace.json" }],
  },
} satisfies Config;

/**
 * The configuration of a project's integration tests, `test/*.integration.ts`. The nightly ones differ from it.
 *
 * @param project its folder, absolute: `import.meta.dirname` of the configuration
 */
export function integrationTests(project: string, own: Config = {}): Config {
  return {
    ...common,
    roots: [`${project}/test`],
    testMatch: ["**/*.integration.ts"],
    testTimeout: 300_000,
    maxWorkers: 2,
    ...own,
  };
}
