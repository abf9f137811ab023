import type { ResourceDeclaration } from "../src/declarations/read-declarations.ts";
import type { Properties, PropertyType } from "../src/declarations/type-expression.ts";
import type { CloudFormationProperties, CloudFormationProperty } from "./cloudformation.ts";
import { NAMESPACES, PREFIXES, TYPES } from "./corrections.ts";

/** Of the provider's own, or of every type: CloudFormation says nothing of them. */
const NOT_COMPARED = ["region", "tags"];

/**
 * The CloudFormation type that a type of @pulumi/aws, such as `aws:ec2/vpc:Vpc`, is: the one of the same name, ignoring
 * case, in the namespace of its module. Undefined where there is none, or more than one.
 *
 * @param known all CloudFormation types
 */
export function cloudFormationTypeOf(token: string, known: readonly string[]): string | undefined {
  const corrected = TYPES[token];
  if (corrected !== undefined) return corrected.cloudFormation ?? undefined;
  const [, module = "", name = ""] = token.split(":");
  const folder = module.split("/")[0] ?? "";
  const names = ["", ...(PREFIXES[folder] ?? [])].map((prefix) => prefix + name);
  const wanted = (NAMESPACES[folder] ?? [folder]).flatMap((namespace) =>
    names.map((each) => `aws::${namespace}::${each}`.toLowerCase()),
  );
  const found = known.filter((type) => wanted.includes(type.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The inputs of a type, as paths, whose change replaces the resource by what CloudFormation says of the type of the given
 * name. Empty if the two are not surely the same thing: if more than half of what is required here is unknown there.
 */
export function createOnlyInputs(
  declaration: ResourceDeclaration,
  type: string,
  properties: CloudFormationProperties,
): string[] {
  const own = type.split("::").pop() ?? "";
  const found = counterparts(declaration.inputs, properties, own);
  const required = Object.keys(declaration.inputs).filter((name) => declaration.inputs[name]?.required);
  const known = required.filter((name) => found.some((pair) => pair.name === name));
  if (known.length * 2 < required.length) return [];
  return createOnlyPaths(found, declaration, "", []).sort();
}

/** A property of both sides. */
interface Counterpart {
  /** As it is called here. */
  name: string;
  type: PropertyType;
  there: CloudFormationProperty;
}

function createOnlyPaths(
  found: readonly Counterpart[],
  declaration: ResourceDeclaration,
  path: string,
  seen: readonly string[],
): string[] {
  return found.flatMap(({ name, type, there }) => {
    const own = path === "" ? name : `${path}.${name}`;
    if (there.createOnly) return [own];
    const inner = type.kind === "list" ? type.element : type;
    if (inner.kind !== "object" || seen.includes(inner.name)) return [];
    const members = counterparts(declaration.types[inner.name] ?? {}, there.members);
    return createOnlyPaths(members, declaration, own, [...seen, inner.name]);
  });
}

/** Properties of the same name, whatever its case and its number. A name that fits more than one fits none. */
function counterparts(here: Properties, there: CloudFormationProperties, typeName = ""): Counterpart[] {
  const theirs = Object.entries(there);
  const keys = Object.keys(here).map(keyOf);
  return Object.entries(here)
    .filter(([name]) => !NOT_COMPARED.includes(name))
    .flatMap(([name, { type }]) => {
      const key = keyOf(name);
      const fitting = theirs.filter(([other]) => keyOf(other) === key);
      // `TopicName` of a `Topic` is `name`.
      const named = theirs.filter(([other]) => key === "name" && keyOf(other) === keyOf(`${typeName}Name`));
      const [only] = fitting.length === 0 ? named : fitting;
      const ambiguous = fitting.length > 1 || keys.filter((other) => other === key).length > 1;
      return only === undefined || ambiguous ? [] : [{ name, type, there: only[1] }];
    });
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/s$/, "");
}
