import type { PropertyType } from "../../declarations/type-expression.ts";
import { embeddedTypes } from "../embedded-types.ts";
import { LIMITS } from "./index.ts";

const types = embeddedTypes();
const rules = Object.entries(LIMITS).flatMap(([token, limits]) =>
  limits.map((limit) => ({ token, ...limit })),
);

describe("every rule about values", () => {
  it("has a link to a page of documentation", () => {
    const link =
      /^https:\/\/(docs\.aws\.amazon\.com\/.+\.html|www\.pulumi\.com\/registry\/packages\/aws\/.+)$/;
    expect(rules.filter(({ source }) => !link.test(source))).toEqual([]);
  });

  it("says something, in words where it is a pattern", () => {
    const silent = rules.filter(
      ({ range, length, count, oneOf, pattern, meaning }) =>
        (range ?? length ?? count ?? oneOf ?? pattern) === undefined ||
        (pattern === undefined) !== (meaning === undefined),
    );
    expect(silent).toEqual([]);
  });

  it("is about an input that the SDK declares", () => {
    expect(rules.filter(({ token, path }) => !isDeclared(token, path)).map(({ path }) => path)).toEqual([]);
  });
});

function isDeclared(token: string, path: string): boolean {
  const { declaration } = types.get(token);
  const inner = (type: PropertyType): PropertyType => (type.kind === "list" ? inner(type.element) : type);
  let properties: typeof declaration.inputs | undefined = declaration.inputs;
  for (const key of path.split(".")) {
    const property: (typeof declaration.inputs)[string] | undefined = properties?.[key];
    if (property === undefined) return false;
    const type = inner(property.type);
    properties = type.kind === "object" ? declaration.types[type.name] : undefined;
  }
  return true;
}
