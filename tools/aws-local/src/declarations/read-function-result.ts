import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bodyOf } from "./read-declarations.ts";
import { parseProperties, type Properties } from "./type-expression.ts";

/** What the installed SDK declares that a function, such as `aws:ec2/getVpc:getVpc`, gives back. */
export function readFunctionResult(sdkFolder: string, token: string): Properties {
  const [, module = "", name = ""] = token.split(":");
  const text = readFileSync(join(sdkFolder, `${module}.d.ts`), "utf8");
  const result = `${name[0]?.toUpperCase()}${name.slice(1)}Result`;
  const body = bodyOf(text, `export interface ${result} {`, "\n}");
  if (body === undefined) throw new Error(`${result} is not declared in ${module}.d.ts of ${sdkFolder}.`);
  return parseProperties(body);
}
