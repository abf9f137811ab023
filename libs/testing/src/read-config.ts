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

/** What stands for an encrypted value: a test has no key to decrypt it. */
export const SECRET_PLACEHOLDER = "placeholder-of-a-secret";

/**
 * The configuration of a stack in an environment, read from its real file through the real loader, as a program
 * would get it. Encrypted values (`secure: …`) are secrets, as for a program, with {@link SECRET_PLACEHOLDER} in their
 * place. Throws what the loader throws.
 *
 * @param folder absolute path of the stack; its name is the name of the project
 */
export async function readConfig<Shape extends z.ZodRawShape>(
  folder: string,
  environment: string,
  schema: z.ZodObject<Shape>,
): Promise<z.output<z.ZodObject<Shape>>> {
  const text = readFileSync(join(folder, `Pulumi.${environment}.yaml`), "utf8");
  const { config = {} } = parse(text) as { config?: Record<string, unknown> };
  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const [key, value] of Object.entries(config)) {
    const { plain, encrypted } = withPlaceholders(value);
    // The engine hands values that are not text over as JSON.
    values[key] = typeof plain === "string" ? plain : JSON.stringify(plain);
    if (encrypted) secretKeys.push(key);
  }
  const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
  await runtime.setMocks(mocks, basename(folder), environment);
  runtime.setAllConfig(values, secretKeys);
  return loadConfig(schema);
}

/** A value of the file as a program gets it; encrypted if some part of it is. */
function withPlaceholders(value: unknown): { plain: unknown; encrypted: boolean } {
  if (value === null || typeof value !== "object") return { plain: value, encrypted: false };
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof (value as { secure?: unknown }).secure === "string")
    return { plain: SECRET_PLACEHOLDER, encrypted: true };
  const parts = Object.entries(value).map(([key, part]) => [key, withPlaceholders(part)] as const);
  const encrypted = parts.some(([, part]) => part.encrypted);
  const entries = parts.map(([key, { plain }]) => [key, plain] as const);
  const plain = Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
  return { plain, encrypted };
}
