import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseProperties, type Properties, type PropertyType } from "./type-expression.ts";

/** What the installed SDK declares of a resource type. */
export interface ResourceDeclaration {
  inputs: Properties;
  outputs: Properties;
  /** Nested types by the name that {@link PropertyType} uses, such as `inputs.eks.ClusterVpcConfig`. */
  types: Record<string, Properties>;
  /** Known members of the enumerations that inputs name, such as `enums.lambda.Runtime`. They are open: AWS adds more. */
  enumerations: Record<string, string[]>;
}

/**
 * Reads the declaration of a resource type, such as `aws:ec2/vpc:Vpc`, from a folder that holds `@pulumi/aws`.
 * Returns undefined if the package declares no such type.
 */
export function readDeclaration(sdkFolder: string, token: string): ResourceDeclaration | undefined {
  const [, module = "", className = ""] = token.split(":");
  if (!/^[\w-]+(\/[\w-]+)?$/.test(module) || !/^\w+$/.test(className)) return undefined;
  const text = readModule(sdkFolder, module.replace(/^index\//, ""));
  if (text === undefined) return undefined;
  const outputs = bodyOf(text, `export declare class ${className} extends pulumi.CustomResource {`, "\n}");
  const inputs = bodyOf(text, `export interface ${className}Args {`, "\n}");
  if (outputs === undefined || inputs === undefined) return undefined;
  const declaration: ResourceDeclaration = {
    inputs: parseProperties(inputs),
    outputs: parseProperties(outputs),
    types: {},
    enumerations: {},
  };
  addNestedTypes(sdkFolder, declaration);
  addEnumerations(sdkFolder, declaration);
  return declaration;
}

function addNestedTypes(sdkFolder: string, declaration: ResourceDeclaration): void {
  const files = new Map<string, string>();
  const pending = [...namesIn(declaration.inputs), ...namesIn(declaration.outputs)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name in declaration.types) continue;
    const properties = readNestedType(sdkFolder, name, files);
    declaration.types[name] = properties;
    pending.push(...namesIn(properties));
  }
}

function readNestedType(sdkFolder: string, name: string, files: Map<string, string>): Properties {
  const [side = "", ...path] = name.split(".");
  const file = side === "inputs" ? "types/input.d.ts" : "types/output.d.ts";
  const text = files.get(file) ?? readFileSync(join(sdkFolder, file), "utf8");
  files.set(file, text);
  const typeName = path.pop() ?? "";
  const namespace = path[0];
  const scope =
    namespace === undefined ? text : bodyOf(text, `export declare namespace ${namespace} {`, "\n}");
  const body =
    namespace === undefined
      ? bodyOf(text, `export interface ${typeName} {`, "\n}")
      : bodyOf(scope ?? "", `    interface ${typeName} {`, "\n    }");
  if (body === undefined) throw new Error(`${name} is not declared in ${file} of ${sdkFolder}.`);
  return parseProperties(body);
}

function addEnumerations(sdkFolder: string, declaration: ResourceDeclaration): void {
  const owners = Object.entries(declaration.types).filter(([name]) => name.startsWith("inputs."));
  const names = [declaration.inputs, ...owners.map(([, properties]) => properties)]
    .flatMap((properties) => Object.values(properties))
    .flatMap(({ type }) => enumerationIn(type));
  for (const name of new Set(names)) {
    const members = readEnumeration(sdkFolder, name);
    // Some names stand for more than one thing, or for nothing that is declared as a list: nothing is known then.
    if (members.length > 0) declaration.enumerations[name] = members;
  }
}

function readEnumeration(sdkFolder: string, name: string): string[] {
  const path = name.split(".").slice(1);
  const constant = path.pop() ?? "";
  const text = readIfPresent(join(sdkFolder, "types/enums", ...path, "index.d.ts")) ?? "";
  const body = bodyOf(text, `export declare const ${constant}: {`, "\n};") ?? "";
  return Array.from(body.matchAll(/^\s*readonly \w+: "([^"]*)";/gm), ([, member = ""]) => member);
}

function enumerationIn(type: PropertyType): string[] {
  if (type.kind === "string") return type.enumeration === undefined ? [] : [type.enumeration];
  return type.kind === "list" || type.kind === "map" ? enumerationIn(type.element) : [];
}

function namesIn(properties: Properties): string[] {
  return Object.values(properties).flatMap(({ type }) => nameIn(type));
}

function nameIn(type: PropertyType): string[] {
  if (type.kind === "object") return [type.name];
  return type.kind === "list" || type.kind === "map" ? nameIn(type.element) : [];
}

/** The text between a line that opens a block and the line that closes it. */
export function bodyOf(text: string, opening: string, closing: string): string | undefined {
  const start = text.indexOf(opening);
  if (start < 0) return undefined;
  const end = text.indexOf(closing, start);
  return end < 0 ? undefined : text.slice(start + opening.length, end);
}

/**
 * The declarations of a module. A few files are not named as their module is: `datasync/s3Location` is in
 * `s3location.d.ts`, `kendra/index` in `index_.d.ts`.
 */
function readModule(sdkFolder: string, module: string): string | undefined {
  const folder = join(sdkFolder, dirname(module));
  const name = basename(module);
  if (name === "index") return readIfPresent(join(folder, "index_.d.ts"));
  const exact = readIfPresent(join(folder, `${name}.d.ts`));
  if (exact !== undefined || !existsSync(folder)) return exact;
  const other = readdirSync(folder).find((file) => file.toLowerCase() === `${name}.d.ts`.toLowerCase());
  return other === undefined ? undefined : readIfPresent(join(folder, other));
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
