import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The `name` of Pulumi.yaml; undefined where the file does not parse, which the engine reports better. */
export function readPulumiProjectName(directory: string): string | undefined {
  try {
    const document: unknown = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8"));
    const value = (document as { name?: unknown } | null)?.name;
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
