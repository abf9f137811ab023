import { type Output, secret as asSecret } from "@pulumi/pulumi";
import { z } from "zod";

const SECRETS = new WeakSet<z.ZodType>();

/**
 * A value of the configuration that must be encrypted in `Pulumi.<environment>.yaml`. The program gets it as an Output
 * that Pulumi keeps secret, as from `config.requireSecret`:
 *
 * ```ts
 * z.strictObject({ apiKey: secret(z.string().min(20)), pager: secret(z.url()).optional() })
 * ```
 *
 * Pulumi encrypts whole values: where one property of an object is a secret, it says so of the object only.
 */
export function secret<Inner extends z.ZodType>(inner: Inner): z.ZodType<Output<z.output<Inner>>> {
  const schema = inner.transform((value) => asSecret(value) as unknown as Output<z.output<Inner>>);
  SECRETS.add(schema);
  return schema;
}

/** In a path of {@link secretPaths}: any element of a list, any key of a record. */
const ANY = Symbol("any");

export function isAny(step: PropertyKey): boolean {
  return step === ANY;
}

/** The paths within a schema at which {@link secret} was used; the empty path for the schema itself. */
export function secretPaths(
  schema: z.ZodType,
  path: readonly PropertyKey[] = [],
): (readonly PropertyKey[])[] {
  if (SECRETS.has(schema)) return [path];
  return innerSchemas(schema).flatMap(([step, inner]) => secretPaths(inner, [...path, ...step]));
}

/** What a schema is made of, each with the step that leads to it: none for what wraps the same value. */
function innerSchemas(schema: z.ZodType): [PropertyKey[], z.ZodType][] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, inner]) => [[key], inner]);
  }
  if (schema instanceof z.ZodArray) return [[[ANY], schema.element as z.ZodType]];
  if (schema instanceof z.ZodRecord) return [[[ANY], schema.valueType as z.ZodType]];
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).map((option) => [[], option]);
  if (schema instanceof z.ZodPipe) return [[[], schema.in as z.ZodType]];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return [[[], schema.unwrap() as z.ZodType]];
  }
  return [];
}
