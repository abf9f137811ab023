import { join } from "node:path";
import { scaleSuite } from "../../aws-local/test/scale-suite.ts";

// In a run the embedded AWS shares a process, with Node.js's own settings.
scaleSuite(5000, {
  script: join(import.meta.dirname, "support/serve-run.ts"),
  nodeOptions: [],
  times: false,
});
