import { Config, getProject, getStack, runtime, RunError } from "@pulumi/pulumi";
import type { z } from "zod";
import { assertNoLocalProvider } from "./local-provider-guard.ts";
import { bulletList, formatPath, problemsOf, showValue } from "./problems.ts";

/**
 * The configuration of the stack that runs, as the schema types it: every key of the schema is read from the
 * project's own namespace in `Pulumi.<environment>.yaml` (`network:cidrBlock` for `cidrBlock` in network).
 *
 * A value that the schema does not accept as text is read as JSON, which is how Pulumi hands objects, numbers
 * and booleans to a program. Keys of the namespace that the schema lacks are errors: they are most often typing
 * mistakes.
 *
 * @throws {RunError} with every problem at once: the key, what was found, what is allowed, and the command that
 *   sets it. Values that are encrypted in the file are not shown. Also if a local provider is attached in another
 *   environment: reading its configuration is the first thing that a program does.
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  refuseLocalProvider();
  const project = getProject();
  const config = new Config(project);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const text = config.get(key);
    const result = parseConfigValue(field, text);
    if (result.success) {
      values[key] = result.data;
      continue;
    }
    const secret = text !== undefined && isConfigSecret(`${project}:${key}`);
    for (const problem of result.problems) {
      const where = formatPath([`${project}:${key}`, ...problem.path]);
      const got = secret ? "an encrypted value" : showValue(problem.got);
      problems.push(
        `${where}: got ${got}; ${problem.allowed}. Set it with: ${setCommand(key, problem.path)}`,
      );
    }
  }
  problems.push(...unknownKeys(project, Object.keys(schema.shape)));
  if (problems.length > 0) {
    throw new RunError(
      `The configuration of ${project} for "${getStack()}" (Pulumi.${getStack()}.yaml) is not valid:\n` +
        bulletList(problems),
    );
  }
  return values as z.output<z.ZodObject<Shape>>;
}

/** Whether the value of a full key is encrypted in the file. The SDK has the function but not its type. */
function isConfigSecret(key: string): boolean {
  return (runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
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

function setCommand(key: string, path: readonly PropertyKey[]): string {
  const flag = path.length > 0 ? "--path " : "";
  return `pulumi config set ${flag}'${formatPath([key, ...path])}' <value> -s ${getStack()}`;
}

function unknownKeys(project: string, known: readonly string[]): string[] {
  const prefix = `${project}:`;
  return Object.keys(runtime.allConfig())
    .filter((key) => key.startsWith(prefix) && !known.includes(key.slice(prefix.length)))
    .map(
      (key) =>
        `${key}: no such setting; allowed: ${known.join(", ")}. ` +
        `Remove it with: pulumi config rm '${key}' -s ${getStack()}`,
    );
}

/** `assertNoLocalProvider` with an error that Pulumi shows without a stack trace. */
function refuseLocalProvider(): void {
  try {
    assertNoLocalProvider(getStack(), process.env);
  } catch (error) {
    throw new RunError((error as Error).message);
  }
}
