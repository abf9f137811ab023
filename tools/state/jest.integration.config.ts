import { integrationTests } from "../../jest.common.ts";

/** The lease, the bucket and recovery: stores of their own, moto, the real engine. */
export default integrationTests(import.meta.dirname);
