import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../../..");

// Nx 23.2.1 loads TypeScript to read either of them, in its own process and in that of the executors: a tenth of a second
// each, before anything else happens (getRootTsConfigCustomConditions in plugins/js/utils/typescript.js).
it.each(["tsconfig.json", "tsconfig.base.json"])("the root of the workspace has no %s", (name) => {
  expect(existsSync(join(ROOT, name))).toBe(false);
});
