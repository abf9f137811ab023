import { documentsReplacement } from "./documented-replacement.ts";

/** The type of a property, as the installed SDK declares it. Nested types are named and looked up by that name. */
export type PropertyType =
  | { kind: "number" | "boolean" | "any" | "asset" | "archive" | "assetOrArchive" }
  /** `enumeration`: where the members are declared that the SDK knows, such as `enums.lambda.Runtime`. */
  | { kind: "string"; enumeration?: string }
  | { kind: "list"; element: PropertyType }
  | { kind: "map"; element: PropertyType }
  | { kind: "object"; name: string };

export interface PropertyDeclaration {
  type: PropertyType;
  /** For an input: it must be given. For an output: it is always there once the resource exists. */
  required: boolean;
  /** What the documentation of an input says of replacement: see {@link documentsReplacement}. */
  forcesNew?: boolean;
}

export type Properties = Record<string, PropertyDeclaration>;

/** Stand for comments that say so, among the tokens. */
const FORCES_NEW = "$forcesNew";
const SOMETIMES_NEW = "$sometimesNew";
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const TOKEN = /[\w$.]+|"[^"]*"|[^\s]/g;

interface ParsedType {
  type: PropertyType;
  optional: boolean;
}

/**
 * Reads the properties in the body of a class or interface of the SDK's generated declarations, such as
 * `readonly arn: pulumi.Output<string>;`. Only that regular form is understood; methods and constructors are passed
 * over.
 */
export function parseProperties(body: string): Properties {
  const text = body.replace(COMMENT, (comment) => {
    const replaces = documentsReplacement(comment);
    return replaces === undefined ? " " : ` ${replaces ? FORCES_NEW : SOMETIMES_NEW} `;
  });
  const parser = new Parser(text.match(TOKEN) ?? []);
  return parser.properties();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  properties(): Properties {
    const found: Properties = {};
    while (this.#at < this.#tokens.length) {
      const forcesNew = this.#skipIf(FORCES_NEW) ? true : this.#skipIf(SOMETIMES_NEW) ? false : undefined;
      this.#skipIf("readonly");
      const name = this.#next();
      const optionalMark = this.#skipIf("?");
      if (!/^\w+$/.test(name) || !this.#skipIf(":")) {
        this.#skipStatement();
        continue;
      }
      const { type, optional } = this.#union();
      this.#skipIf(";");
      found[name] = {
        type,
        required: !optional && !optionalMark,
        ...(forcesNew === undefined ? {} : { forcesNew }),
      };
    }
    return found;
  }

  #union(): ParsedType {
    const members: PropertyType[] = [];
    let optional = false;
    do {
      const member = this.#postfix();
      if (member === undefined) optional = true;
      else {
        members.push(member.type);
        optional ||= member.optional;
      }
    } while (this.#skipIf("|"));
    return { type: unionOf(members), optional };
  }

  #postfix(): ParsedType | undefined {
    let found = this.#primary();
    while (this.#peek() === "[" && this.#tokens[this.#at + 1] === "]") {
      this.#at += 2;
      found = { type: { kind: "list", element: found?.type ?? { kind: "any" } }, optional: false };
    }
    return found;
  }

  #primary(): ParsedType | undefined {
    const token = this.#next();
    if (token === "(") {
      const inner = this.#union();
      this.#skipIf(")");
      return inner;
    }
    if (token === "{") return { type: this.#mapType(), optional: false };
    if (token === "undefined") return undefined;
    if (token === "pulumi.Input" || token === "pulumi.Output") {
      this.#skipIf("<");
      const inner = this.#union();
      this.#skipIf(">");
      return inner;
    }
    return { type: named(token), optional: false };
  }

  /** `{ [key: string]: T }`, after the brace. */
  #mapType(): PropertyType {
    while (this.#next() !== "]");
    this.#skipIf(":");
    const { type } = this.#union();
    this.#skipIf(";");
    this.#skipIf("}");
    return { kind: "map", element: type };
  }

  #skipStatement(): void {
    let depth = 0;
    while (this.#at < this.#tokens.length) {
      const token = this.#next();
      if ("({<".includes(token)) depth++;
      if (")}>".includes(token)) depth--;
      if (token === ";" && depth <= 0) return;
    }
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }
  #next(): string {
    return this.#tokens[this.#at++] ?? ";";
  }
  #skipIf(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }
}

function named(token: string): PropertyType {
  if (token === "string" || token === "number" || token === "boolean") return { kind: token };
  if (token === "pulumi.asset.Archive") return { kind: "archive" };
  if (token === "pulumi.asset.Asset") return { kind: "asset" };
  if (token === "any") return { kind: "any" };
  if (token.startsWith("enums.")) return { kind: "string", enumeration: token };
  if (token.startsWith("inputs.") || token.startsWith("outputs.")) return { kind: "object", name: token };
  // An enumeration's members are texts; a resource stands for its ID or ARN.
  return { kind: "string" };
}

function unionOf(members: PropertyType[]): PropertyType {
  const kinds = new Set(members.map((member) => member.kind));
  if (kinds.has("asset") && kinds.has("archive")) return { kind: "assetOrArchive" };
  // "string | inputs.X" (a policy as text or as an object): the protocol carries either.
  if (kinds.has("object") && kinds.size > 1) return { kind: "any" };
  const enumerated = members.find((member) => member.kind === "string" && member.enumeration !== undefined);
  return enumerated ?? members[0] ?? { kind: "any" };
}
