import { Config, getProject, getStack, runtime, RunError } from "@pulumi/pulumi";
import type { z } from "zod";
import { awsSettingProblems } from "./aws-settings.ts";
import { isConfigSecret, removeCommand, setCommand, withoutStackTrace } from "./config-values.ts";
import { assertNoLocalProvider } from "./local-provider-guard.ts";
import { nearest } from "./nearest.ts";
import { bulletList, formatPath, problemsOf, showValue, valueAt } from "./problems.ts";
import { isAny, secretPaths } from "./secret.ts";

export { type AwsSettings, awsSettingProblems, awsSettings } from "./aws-settings.ts";
export { withoutStackTrace } from "./config-values.ts";
export { prodFloor } from "./prod-floor.ts";
export { secret } from "./secret.ts";

/**
 * The configuration of the stack that runs, as the schema types it: every key of the schema is read from the
 * project's own namespace in `Pulumi.<environment>.yaml` (`network:cidrBlock` for `cidrBlock` in network).
 *
 * A value that the schema does not accept as text is read as JSON, which is how Pulumi hands objects, numbers
 * and booleans to a program. Keys of the namespace that the schema lacks are errors: they are most often typing
 * mistakes. So are `aws:` keys that no provider would read.
 *
 * What the schema calls {@link secret} must be encrypted, and what is encrypted must be called so: as plain text it
 * would be decrypted into the state and the outputs without anybody having said so.
 *
 * @throws {RunError} with every problem at once: the key, what was found, what is allowed, and the command that
 *   sets it. Values that are or should be encrypted are not shown. Also if a local provider is attached in another
 *   environment: reading its configuration is the first thing that a program does.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  withoutStackTrace(() => assertNoLocalProvider(getStack(), process.env));
  const project = getProject();
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const result = readValue(project, key, field);
    if (result.problems.length === 0) values[key] = result.value;
    problems.push(...result.problems);
  }
  problems.push(...unknownKeys(project, Object.keys(schema.shape)), ...withoutStackTrace(awsSettingProblems));
  if (problems.length > 0) {
    throw new RunError(
      `The configuration of ${project} for "${getStack()}" (Pulumi.${getStack()}.yaml) is not valid:\n` +
        bulletList(problems),
    );
  }
  return values as z.output<z.ZodObject<Shape>>;
}

function readValue(project: string, key: string, field: z.ZodType): { value?: unknown; problems: string[] } {
  const text = new Config(project).get(key);
  const secrets = secretPaths(field);
  const encrypted = text !== undefined && isConfigSecret(`${project}:${key}`);
  if (encrypted && secrets.length === 0) return { problems: [encryptedWherePlain(project, key)] };
  const isSecret = (path: readonly PropertyKey[]): boolean =>
    encrypted || secrets.some((secret) => secret.every((step, index) => step === path[index] || isAny(step)));
  const plain = encrypted || text === undefined ? [] : secrets.flatMap((path) => givenPaths(text, path));
  const problems = plain.map((path) => plainWhereSecret(project, key, path));
  const result = parseConfigValue(field, text);
  if (result.success) return { value: result.data, problems };
  for (const { path, got, allowed } of result.problems) {
    // That it is plain is what has to be mended first.
    if (plain.length > 0 && isSecret(path)) continue;
    const shown = isSecret(path) && got !== undefined ? "an encrypted value" : showValue(got);
    const told = encrypted ? withoutTexts(allowed, got) : allowed;
    const command = setCommand([key, ...path], { secret: isSecret(path) });
    problems.push(
      `${formatPath([`${project}:${key}`, ...path])}: got ${shown}; ${told}. Set it with: ${command}`,
    );
  }
  return { problems };
}

function plainWhereSecret(project: string, key: string, path: readonly PropertyKey[]): string {
  const where = [key, ...path];
  return (
    `${formatPath([`${project}:${key}`, ...path])}: got a plain value (not shown); a secret belongs here. ` +
    `Encrypt it with: ${setCommand(where, { secret: true })} and, if the plain value was committed, replace it where ` +
    `it is used`
  );
}

function encryptedWherePlain(project: string, key: string): string {
  return (
    `${project}:${key}: got an encrypted value; the program reads it as plain text, so it would reach the state ` +
    `unencrypted. Declare it as secret(…) in the schema, or if it is none, set it with: ${setCommand([key])}`
  );
}

/** Where the text of the configuration has values at the path of a secret. */
function givenPaths(text: string, secret: readonly PropertyKey[]): PropertyKey[][] {
  if (secret.length === 0) return [[]];
  const value = parseJson(text);
  const paths = secret.reduce<PropertyKey[][]>(
    (found, step) =>
      isAny(step)
        ? found.flatMap((path) => keysOf(valueAt(value, path)).map((key) => [...path, key]))
        : found.map((path) => [...path, step]),
    [[]],
  );
  return paths.filter((path) => valueAt(value, path) !== undefined);
}

function keysOf(value: unknown): PropertyKey[] {
  if (Array.isArray(value)) return [...value.keys()];
  return value !== null && typeof value === "object" ? Object.keys(value) : [];
}

/** A check's own words about a secret, unless they quote it. */
function withoutTexts(allowed: string, got: unknown): string {
  const text = typeof got === "string" ? got : (JSON.stringify(got) ?? "");
  return text !== "" && allowed.includes(text) ? "another value is expected" : allowed;
}

function parseConfigValue(field: z.ZodType, text: string | undefined) {
  const asText = field.safeParse(text);
  if (asText.success) return { success: true as const, data: asText.data };
  if (text !== undefined) {
    const json = parseJson(text);
    if (json !== undefined) {
      const asJson = field.safeParse(json);
      if (asJson.success) return { success: true as const, data: asJson.data };
      return { success: false as const, problems: problemsOf(asJson.error, json) };
    }
  }
  return { success: false as const, problems: problemsOf(asText.error, text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unknownKeys(project: string, known: readonly string[]): string[] {
  const prefix = `${project}:`;
  return Object.keys(runtime.allConfig())
    .filter((key) => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)))
    .map((key) => {
      const near = nearest(key.slice(prefix.length), known);
      const question = near === undefined ? "" : ` Did you mean ${prefix}${near}?`;
      return (
        `${key}: no such setting; allowed: ${known.join(", ")}.${question} ` +
        `Remove it with: ${removeCommand(key)}`
      );
    });
}
