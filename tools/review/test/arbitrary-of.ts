import fc from "fast-check";
import type { z } from "zod";

/** What stands for the schemas that say nothing of their values. */
export interface Leaves {
  readonly string: fc.Arbitrary<string>;
  readonly unknown: fc.Arbitrary<unknown>;
}

/** The parts of a zod schema's definition that are read here (https://zod.dev/packages/core). */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
}

/** Values that a zod schema allows: any of them, as far as the schemas of change sets go. Throws for other schemas. */
export function arbitraryOf(schema: z.ZodType, leaves: Leaves): fc.Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition;
  const of = (inner: z.ZodType | undefined): fc.Arbitrary<unknown> => {
    if (inner === undefined) throw new Error(`a schema of type ${definition.type} without its inner schema`);
    return arbitraryOf(inner, leaves);
  };
  switch (definition.type) {
    case "object": {
      const shape = Object.entries(definition.shape ?? {});
      const required = shape.filter(([, one]) => one._zod.def.type !== "optional").map(([name]) => name);
      return fc.record(Object.fromEntries(shape.map(([name, one]) => [name, of(one)])), {
        requiredKeys: required,
        noNullPrototype: true,
      });
    }
    case "optional":
      return of(definition.innerType);
    case "array":
      return fc.array(of(definition.element), { maxLength: 6 });
    case "record":
      return fc.dictionary(of(definition.keyType) as fc.Arbitrary<string>, of(definition.valueType), {
        maxKeys: 5,
        noNullPrototype: true,
      });
    case "union":
      return fc.oneof(...(definition.options ?? []).map(of));
    case "enum":
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case "literal":
      return fc.constantFrom(...(definition.values ?? []));
    case "string":
      return leaves.string;
    case "number":
      return fc.integer({ min: 1, max: 5_000 });
    case "boolean":
      return fc.boolean();
    case "unknown":
    case "lazy":
      return leaves.unknown;
    default:
      throw new Error(`no arbitrary for a schema of type ${definition.type}`);
  }
}
