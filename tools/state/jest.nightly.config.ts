import integration from "./jest.integration.config.ts";

/** What takes too long for every change: races and kills in numbers. */
export default { ...integration, testMatch: ["**/*.nightly.ts"], testTimeout: 7_200_000 };
