import { scaleSuite } from "./scale-suite.ts";

scaleSuite(5000);
