/** What an expression can name, such as `github` and `needs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What a job or a step knows of those before it, for `success()` and the like. */
export interface Status {
  readonly failed: boolean;
  readonly cancelled: boolean;
}

/**
 * The part of GitHub's expressions that the workflows use; throws for everything else, so that a workflow cannot use what
 * no test has run (https://docs.github.com/en/actions/reference/workflows-and-actions/expressions).
 */
export function evaluate(expression: string, contexts: Contexts, status: Status): unknown {
  const tokens = tokensOf(expression);
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (expected?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`${expression}: expected ${expected ?? "more"}, got ${token ?? "its end"}`);
    return token;
  };
  // Both sides are evaluated as thunks, since && and || leave out what does not count.
  type Lazy = () => unknown;

  const or = (): Lazy => {
    const left = and();
    if (peek() !== "||") return left;
    take();
    const right = or();
    return () => {
      const value = left();
      return isTrue(value) ? value : right();
    };
  };
  const and = (): Lazy => {
    const left = equality();
    if (peek() !== "&&") return left;
    take();
    const right = and();
    return () => {
      const value = left();
      return isTrue(value) ? right() : value;
    };
  };
  const equality = (): Lazy => {
    const left = unary();
    const operator = peek();
    if (operator !== "==" && operator !== "!=") return left;
    take();
    const right = unary();
    return () => equal(left(), right()) === (operator === "==");
  };
  const unary = (): Lazy => {
    if (peek() !== "!") return access();
    take();
    const value = unary();
    return () => !isTrue(value());
  };
  const access = (): Lazy => {
    let value = primary();
    for (;;) {
      const before = value;
      if (peek() === ".") {
        take();
        const name = take();
        value = () => member(before(), name);
      } else if (peek() === "[") {
        take();
        const key = or();
        take("]");
        value = () => member(before(), String(key()));
      } else return value;
    }
  };
  const primary = (): Lazy => {
    const token = take();
    if (token === "(") {
      const inner = or();
      take(")");
      return inner;
    }
    if (token.startsWith("'")) return () => token.slice(1, -1).replaceAll("''", "'");
    if (/^\d/.test(token)) return () => Number(token);
    if (token === "true" || token === "false") return () => token === "true";
    if (token === "null") return () => null;
    if (peek() === "(") {
      take();
      const args: Lazy[] = [];
      while (peek() !== ")") {
        args.push(or());
        if (peek() === ",") take();
      }
      take(")");
      return () =>
        call(
          token,
          args.map((arg) => arg()),
          status,
        );
    }
    if (!(token in contexts)) throw new Error(`${expression}: there is no context ${token}`);
    return () => contexts[token];
  };

  const result = or();
  if (at < tokens.length) throw new Error(`${expression}: did not expect ${tokens[at] ?? ""}`);
  return result();
}

/** A text of a workflow with the values of its expressions. */
export function interpolate(text: string, contexts: Contexts, status: Status): unknown {
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim());
  if (whole !== null) return evaluate(whole[1] ?? "", contexts, status);
  return text.replace(/\$\{\{((?:(?!\}\}).)*)\}\}/gs, (_, inner: string) =>
    asText(evaluate(inner, contexts, status)),
  );
}

/** Whether an `if:` lets a job or step run: without a function of status, only after success. */
export function allows(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  if (condition === undefined) return !status.failed && !status.cancelled;
  const inner = /^\$\{\{(.*)\}\}$/s.exec(condition.trim())?.[1] ?? condition;
  const own = /\b(always|success|failure|cancelled)\(/.test(inner);
  return (own || (!status.failed && !status.cancelled)) && isTrue(evaluate(inner, contexts, status));
}

export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}

function tokensOf(expression: string): string[] {
  const token = /\s*('(?:[^']|'')*'|\d+(?:\.\d+)?|[A-Za-z_][\w-]*|&&|\|\||==|!=|[!().,[\]])/gy;
  const found: string[] = [];
  while (token.lastIndex < expression.trimEnd().length) {
    const before = token.lastIndex;
    const match = token.exec(expression);
    if (match === null) throw new Error(`${expression}: cannot be read from ${expression.slice(before)}`);
    found.push(match[1] ?? "");
  }
  return found;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return null;
  return (value as Record<string, unknown>)[name] ?? null;
}

function isTrue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== "";
}

/** Texts are equal whatever their case. */
function equal(left: unknown, right: unknown): boolean {
  if (typeof left === "string" && typeof right === "string")
    return left.toLowerCase() === right.toLowerCase();
  return (left ?? null) === (right ?? null);
}

function call(name: string, args: readonly unknown[], { failed, cancelled }: Status): unknown {
  const [first, second] = args;
  switch (name) {
    case "always":
      return true;
    case "success":
      return !failed && !cancelled;
    case "failure":
      return failed;
    case "cancelled":
      return cancelled;
    case "contains":
      return Array.isArray(first)
        ? first.some((item) => equal(item, second))
        : asText(first).includes(asText(second));
    case "fromJSON":
      return JSON.parse(asText(first));
    case "toJSON":
      return JSON.stringify(first, undefined, 2);
    case "join":
      return Array.isArray(first)
        ? first.map(asText).join(second === undefined ? "," : asText(second))
        : asText(first);
    default:
      throw new Error(`the function ${name} is not known to these tests`);
  }
}
