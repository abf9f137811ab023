import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GOLDEN_FOLDER, goldenFiles } from "./test/golden.ts";
import { REVIEWS } from "./test/reviews.ts";

rmSync(GOLDEN_FOLDER, { recursive: true, force: true });
mkdirSync(GOLDEN_FOLDER, { recursive: true });
for (const [name, input] of Object.entries(REVIEWS)) {
  for (const [end, text] of Object.entries(goldenFiles(input())))
    writeFileSync(join(GOLDEN_FOLDER, `${name}.${end}`), text);
}
