import { integrationTests } from "../../jest.common.ts";

/** Credential routing against moto's STS, with the AWS SDK in the part of the AWS provider. Installs moto once. */
export default integrationTests(import.meta.dirname, { testTimeout: 120_000, maxWorkers: 1 });
