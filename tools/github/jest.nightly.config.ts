import integration from "./jest.integration.config.ts";

// Read by the tests that CI leaves out.
process.env["STRATA_NIGHTLY"] = "1";

/** Every case of the workflows. */
export default { ...integration, testTimeout: 7_200_000 };
