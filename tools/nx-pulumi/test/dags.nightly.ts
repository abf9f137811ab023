import { dagsSuite } from "./dags/dags-suite.ts";

dagsSuite({ cases: 10, smallest: 30, largest: 30 });
