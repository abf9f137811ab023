import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { loadConfig } from "@strata/environment/config";
import { parse } from "yaml";
import type { z } from "zod";

/** The environments that a stack has a `Pulumi.<environment>.yaml` for, sorted. */
export function environmentsOf(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(\w+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * The configuration of a stack in an environment, read from its real file through the real loader, as a program
 * would get it. Throws what the loader throws.
 *
 * @param folder absolute path of the stack; its name is the name of the project
 */
export async function readConfig<Shape extends z.ZodRawShape>(
  folder: string,
  environment: string,
  schema: z.ZodObject<Shape>,
): Promise<z.output<z.ZodObject<Shape>>> {
  const text = readFileSync(join(folder, `Pulumi.${environment}.yaml`), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  // The engine hands values that are not text over as JSON.
  const asText = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
  await runtime.setMocks(mocks, basename(folder), environment);
  runtime.setAllConfig(Object.fromEntries(asText) as Record<string, string>);
  return loadConfig(schema);
}
