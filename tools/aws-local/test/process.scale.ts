import { scaleSuite } from "./scale-suite.ts";

scaleSuite(2000);
