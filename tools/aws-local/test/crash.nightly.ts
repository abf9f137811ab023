import { crashSuite } from "./crash-suite.ts";

crashSuite(Number(process.env.STRATA_CRASH_POINTS ?? 50));
