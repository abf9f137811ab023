import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeSetJsonSchema } from "./src/json-schema.ts";

writeFileSync(join(import.meta.dirname, "change-set.schema.json"), changeSetJsonSchema());
