import { integrationTests } from "../../jest.common.ts";

/** Tests of whole runs: a copy of the workspace, Nx, the real engine. They take a few minutes. */
export default integrationTests(import.meta.dirname, { testTimeout: 900_000 });
