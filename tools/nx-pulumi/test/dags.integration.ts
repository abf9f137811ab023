import { dagsSuite } from "./dags/dags-suite.ts";

dagsSuite({ cases: 25, smallest: 2, largest: 6 });
