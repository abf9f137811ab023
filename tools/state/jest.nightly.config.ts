import integration from "./jest.integration.config.ts";

// Read by the tests that CI leaves out.
process.env["STRATA_NIGHTLY"] = "1";

/** What takes too long for every change: races and kills in numbers, and every case of a rotation. */
export default {
  ...integration,
  testMatch: ["**/*.nightly.ts", "**/rotate.integration.ts"],
  testTimeout: 7_200_000,
};
