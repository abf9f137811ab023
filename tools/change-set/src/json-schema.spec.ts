import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changeSetJsonSchema } from "./json-schema.ts";

it("is in change-set.schema.json as the code has it; to renew it: npm run -w @strata/change-set update-schema", () => {
  const file = join(import.meta.dirname, "../change-set.schema.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(changeSetJsonSchema()));
});
