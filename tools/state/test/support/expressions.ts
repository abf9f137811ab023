import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/**
 * Conditions and updates of DynamoDB, evaluated as they are sent: the part of the language that a lease may use.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html and
 * …/Expressions.UpdateExpressions.html
 */
export type Item = Record<string, AttributeValue>;

export interface Bindings {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/** DynamoDB refuses the request. */
export class ValidationException extends Error {
  override name = "ValidationException";
  readonly $metadata = { httpStatusCode: 400 };
}

type Path = readonly string[];

/** Whether an item, or none, fulfils a condition. */
export function fulfils(condition: string, item: Item | undefined, bindings: Bindings): boolean {
  const reader = new Reader(condition, bindings);
  const evaluate = reader.disjunction();
  reader.end();
  return evaluate(item);
}

/** The item after an update; the operands of `SET` are of the item before it. */
export function updated(expression: string, item: Item, bindings: Bindings): Item {
  const reader = new Reader(expression, bindings);
  const changes = reader.updates();
  reader.end();
  const paths = changes.map(({ path }) => path.join("\0"));
  for (const [index, path] of paths.entries()) {
    const overlaps = paths.some(
      (other, at) => at !== index && (other === path || other.startsWith(`${path}\0`)),
    );
    if (overlaps) throw new ValidationException(`Two document paths overlap: ${path}`);
  }
  const after = cloned(item);
  for (const { path, value } of changes) {
    const parent = at(after, path.slice(0, -1));
    const last = path.at(-1) ?? "";
    if (parent === undefined)
      throw new ValidationException("The document path provided is invalid for update");
    const result = value(item);
    if (result === undefined) delete parent[last];
    else parent[last] = cloned(result);
  }
  return after;
}

/** Attributes are JSON; structuredClone takes ten times as long for so little. */
export function cloned<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Refuses bindings that no expression uses, as DynamoDB does. */
export function refuseUnused(expressions: readonly string[], { names, values }: Bindings): void {
  const used = new Set(expressions.join(" ").match(/[#:]\w+/g) ?? []);
  for (const name of [...Object.keys(names), ...Object.keys(values)])
    if (!used.has(name)) throw new ValidationException(`Value provided in expression unused: ${name}`);
}

/** The map at a path; `undefined` where there is none. */
function at(item: Item, path: Path): Item | undefined {
  return path.reduce<Item | undefined>((map, name) => map?.[name]?.M, item);
}

function valueAt(item: Item | undefined, path: Path): AttributeValue | undefined {
  return item && at(item, path.slice(0, -1))?.[path.at(-1) ?? ""];
}

type Condition = (item: Item | undefined) => boolean;
type Operand = (item: Item | undefined) => AttributeValue | undefined;

interface Change {
  readonly path: Path;
  /** `undefined` to remove it. */
  readonly value: (before: Item) => AttributeValue | undefined;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #bindings: Bindings;
  #next = 0;

  constructor(text: string, bindings: Bindings) {
    this.#tokens = text.match(/[#:]?\w+|<>|[=(),.+]/g) ?? [];
    this.#bindings = bindings;
  }

  end(): void {
    if (this.#next < this.#tokens.length) this.#fail();
  }

  disjunction(): Condition {
    const parts = [this.#conjunction()];
    while (this.#accept("OR")) parts.push(this.#conjunction());
    return (item) => parts.some((part) => part(item));
  }

  #conjunction(): Condition {
    const parts = [this.#term()];
    while (this.#accept("AND")) parts.push(this.#term());
    return (item) => parts.every((part) => part(item));
  }

  #term(): Condition {
    if (this.#accept("NOT")) {
      const negated = this.#term();
      return (item) => !negated(item);
    }
    if (this.#accept("(")) {
      const inner = this.disjunction();
      this.#expect(")");
      return inner;
    }
    for (const [name, isThere] of [
      ["attribute_exists", true],
      ["attribute_not_exists", false],
    ] as const) {
      if (!this.#accept(name)) continue;
      this.#expect("(");
      const path = this.#path();
      this.#expect(")");
      return (item) => (valueAt(item, path) !== undefined) === isThere;
    }
    const left = this.#operand();
    const isEqual = this.#accept("=");
    if (!isEqual) this.#expect("<>");
    const right = this.#operand();
    return (item) => {
      const [one, other] = [left(item), right(item)];
      if (one === undefined || other === undefined) return false;
      return (JSON.stringify(one) === JSON.stringify(other)) === isEqual;
    };
  }

  updates(): Change[] {
    const changes: Change[] = [];
    while (this.#next < this.#tokens.length) {
      if (this.#accept("SET")) changes.push(...this.#list(() => this.#set()));
      else if (this.#accept("REMOVE"))
        changes.push(...this.#list(() => ({ path: this.#path(), value: () => undefined })));
      else if (this.#accept("ADD")) changes.push(...this.#list(() => this.#add()));
      else this.#fail();
    }
    return changes;
  }

  #list(read: () => Change): Change[] {
    const changes = [read()];
    while (this.#accept(",")) changes.push(read());
    return changes;
  }

  #set(): Change {
    const path = this.#path();
    this.#expect("=");
    const first = this.#operand();
    const second = this.#accept("+") ? this.#operand() : undefined;
    return {
      path,
      value: (item) => {
        const value = first(item);
        if (value === undefined) throw new ValidationException("refers to an attribute that does not exist");
        return second === undefined ? value : sum(value, second(item));
      },
    };
  }

  #add(): Change {
    const path = this.#path();
    const operand = this.#operand();
    return { path, value: (item) => sum(valueAt(item, path) ?? { N: "0" }, operand(item)) };
  }

  #operand(): Operand {
    if (this.#accept("if_not_exists")) {
      this.#expect("(");
      const path = this.#path();
      this.#expect(",");
      const other = this.#operand();
      this.#expect(")");
      return (item) => valueAt(item, path) ?? other(item);
    }
    if (this.#accept("size")) {
      this.#expect("(");
      const path = this.#path();
      this.#expect(")");
      return (item) => {
        const map = valueAt(item, path)?.M;
        return map === undefined ? undefined : { N: String(Object.keys(map).length) };
      };
    }
    const token = this.#tokens[this.#next] ?? "";
    if (!token.startsWith(":")) {
      const path = this.#path();
      return (item) => valueAt(item, path);
    }
    this.#next++;
    const value = this.#bindings.values[token];
    if (value === undefined)
      throw new ValidationException(`An expression attribute value is not defined: ${token}`);
    return () => value;
  }

  #path(): Path {
    const path: string[] = [];
    do {
      const token = this.#tokens[this.#next++] ?? "";
      const name = this.#bindings.names[token];
      if (!token.startsWith("#") || name === undefined)
        throw new ValidationException(`An expression attribute name is not defined: ${token}`);
      path.push(name);
    } while (this.#accept("."));
    return path;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) this.#fail();
  }

  #fail(): never {
    throw new ValidationException(
      `Syntax error at ${this.#tokens[this.#next] ?? "the end"}: ${this.#tokens.join(" ")}`,
    );
  }
}

function sum(left: AttributeValue, right: AttributeValue | undefined): AttributeValue {
  if (left.N === undefined || right?.N === undefined)
    throw new ValidationException("An operand in the update expression has an incorrect data type");
  return { N: String(Number(left.N) + Number(right.N)) };
}
