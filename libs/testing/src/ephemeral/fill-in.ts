/** The part of JSON Schema that outputs of contracts are described with: https://json-schema.org/draft/2020-12 */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  pattern?: string;
  format?: string;
}

/**
 * What was given, with something in the place of each required value that was not. It is of the right type and, where the
 * schema asks for a beginning such as `arn:`, has that; whether it satisfies the schema is for the schema to say.
 */
export function fillIn(schema: object, given: unknown): unknown {
  const { properties, required = [], additionalProperties, items } = schema as JsonSchema;
  if (given === undefined) return something(schema as JsonSchema);
  if (Array.isArray(given)) return given.map((item) => (items === undefined ? item : fillIn(items, item)));
  if (typeof given !== "object" || given === null) return given;
  const object = given as Record<string, unknown>;
  const names = [...new Set([...required, ...Object.keys(object)])];
  const others = typeof additionalProperties === "object" ? additionalProperties : undefined;
  return Object.fromEntries(
    names.map((name) => {
      const inner = properties?.[name] ?? others;
      return [name, inner === undefined ? object[name] : fillIn(inner, object[name])];
    }),
  );
}

function something(schema: JsonSchema): unknown {
  const { type, anyOf, enum: values, items = {}, minItems = 0, minimum = 0 } = schema;
  if ("const" in schema) return schema.const;
  if ("default" in schema) return schema.default;
  if (values !== undefined) return values[0];
  if (anyOf?.[0] !== undefined) return something(anyOf[0]);
  if (type === "object") return fillIn(schema, {});
  if (type === "array") return Array.from({ length: minItems }, () => something(items));
  if (type === "boolean") return false;
  if (type === "number" || type === "integer") return minimum;
  return text(schema);
}

const OF_FORMAT: Readonly<Record<string, string>> = {
  cidrv4: "192.0.2.0/24",
  ipv4: "192.0.2.1",
  uri: "https://stub.invalid",
};

/** Zod says startsWith("arn:") as the pattern `^arn:.*`. */
function text({ format = "", pattern = "" }: JsonSchema): string {
  const [, beginning = ""] = /^\^([\w:/\\-]*)/.exec(pattern) ?? [];
  return OF_FORMAT[format] ?? `${beginning.replaceAll("\\", "")}stub`;
}
