import { integrationTests } from "../../jest.common.ts";

/** The review's page in Chromium, which is installed once. */
export default integrationTests(import.meta.dirname, { maxWorkers: 1 });
