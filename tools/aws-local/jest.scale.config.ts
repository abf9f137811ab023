import integration from "./jest.integration.config.ts";

/** What measures time and memory, and so needs a machine to itself. */
export default { ...integration, testMatch: ["**/*.scale.ts"] };
