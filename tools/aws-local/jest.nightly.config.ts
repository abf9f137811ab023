import integration from "./jest.integration.config.ts";

/** What takes too long for every change: many crashes, many resources, the second opinion. One after the other. */
export default { ...integration, testMatch: ["**/*.nightly.ts"], testTimeout: 3_600_000, maxWorkers: 1 };
