import type { Input, Output } from "@pulumi/pulumi";
import { z } from "zod";
import type { ByRoute, RoutedReferences } from "./by-route.ts";
import { publish } from "./publish.ts";

/** A value, or an output of it, at any depth: a list of ids may be a list of outputs. */
export type DeepInput<Value> = Input<
  Value extends readonly (infer Item)[]
    ? readonly DeepInput<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: DeepInput<Value[Key]> }
      : Value
>;

/** What `publish` takes: an input for each output of the contract. */
export type Published<Shape extends z.ZodRawShape> = {
  [Name in keyof Shape]: DeepInput<z.output<Shape[Name]>>;
};

/**
 * What `publish` returns: the outputs of the contract, of whose parts each is an `Output`, so that a preview knows or
 * does not know each for itself.
 */
export type Outputs<Shape extends z.ZodRawShape> = {
  readonly [Name in keyof Shape]: DeepInput<z.output<Shape[Name]>>;
};

/** What `reference` returns: as `publish`, but outputs that are there by route have to be picked from. */
export type References<Shape extends z.ZodRawShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends ByRoute<infer Inner>
    ? RoutedReferences<Inner>
    : Output<z.output<Shape[Name]>>;
};

/** Whose promise a contract is, and what it says. */
export interface Promised<Shape extends z.ZodRawShape = z.ZodRawShape> {
  /** The Pulumi project that keeps the promise; also its folder under `stacks/`. */
  readonly project: string;
  readonly schema: z.ZodObject<Shape>;
}

/** What a stack promises to the stacks that build on it. */
export interface Contract<Shape extends z.ZodRawShape> extends Promised<Shape> {
  /**
   * The outputs of the stack, for `index.ts` to export as its default. A missing or surplus output does not
   * compile. Values that are known are checked against the schema, all before any of them is stored, and the
   * program fails with every problem at once; values that a preview cannot know pass.
   *
   * An output that the schema marks with {@link secret} is made secret. A secret value in any other output is an
   * error, because its readers could not tell from the contract.
   */
  publish<Values extends Published<Shape>>(
    values: Values & Record<Exclude<keyof Values, keyof Shape>, never>,
  ): Outputs<Shape>;
}

const secretSchemas = z.registry<{ secret: true }>();

/**
 * Marks an output of a contract as secret: it is encrypted in the state and stays secret in every stack that
 * reads it. Must be the outermost call: `secret(z.string().min(1))`, not `secret(z.string()).min(1)`.
 */
export function secret<Schema extends z.ZodType>(schema: Schema): Schema {
  // A copy: the same schema may serve an output that is not secret.
  const copy = schema.clone() as Schema;
  secretSchemas.add(copy, { secret: true });
  return copy;
}

/** Whether an output of the contract is marked with {@link secret}. */
export function isSecretOutput(contract: Promised, name: string): boolean {
  const schema = contract.schema.shape[name];
  return schema !== undefined && secretSchemas.has(schema as z.ZodType);
}

/**
 * A contract of the Pulumi project `project`. A stack's `contract.ts` holds this call and nothing else, so that
 * importing it is the only way, and a cheap one, to depend on the stack.
 *
 * Outputs are values as JSON has them. The schema checks; it does not convert: `z.coerce` and transforms have
 * no effect on what is published or read.
 */
export function defineContract<Shape extends z.ZodRawShape>(
  project: string,
  schema: z.ZodObject<Shape>,
): Contract<Shape> {
  const contract: Contract<Shape> = {
    project,
    schema,
    publish: (values) => publish(contract, values),
  };
  return contract;
}
