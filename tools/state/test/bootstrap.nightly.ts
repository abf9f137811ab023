import { bootstrapSuite, STEPS } from "./support/bootstrap-suite.ts";

bootstrapSuite(STEPS);
