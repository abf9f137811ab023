import { integrationTests } from "../../jest.common.ts";

/** The embedded AWS under the real engine: seconds for each test. Needs the workspace's engine (npx strata setup). */
export default integrationTests(import.meta.dirname, { testTimeout: 120_000 });
