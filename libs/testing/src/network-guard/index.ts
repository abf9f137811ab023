// For Jest's setupFilesAfterEnv.
import { installNetworkGuard } from "./install.ts";
import { takeRefusals } from "./refusals.ts";

export { NetworkGuardError, takeRefusals } from "./refusals.ts";

installNetworkGuard();
takeRefusals();

function failOnRefusals(): void {
  const [first] = takeRefusals();
  if (first !== undefined) throw first;
}

// A test fails also if the program under test swallows the error.
afterEach(failOnRefusals);
afterAll(failOnRefusals);
