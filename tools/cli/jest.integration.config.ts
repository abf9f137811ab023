import { integrationTests } from "../../jest.common.ts";

/** Commands that set and read secrets, in an OpenBao and under the real engine. */
export default integrationTests(import.meta.dirname, { testTimeout: 120_000, maxWorkers: 1 });
