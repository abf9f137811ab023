import type { Operation } from "../operations.ts";
import { StackError } from "../run/stack-error.ts";
import type { StackOptions } from "./executor.ts";

/** The options that mean something to some operations only. */
const FOR: Readonly<Partial<Record<keyof StackOptions, readonly Operation[]>>> = {
  plan: ["preview", "up"],
  earlierLayers: ["preview"],
  failOnDrift: ["drift"],
  from: ["bindings"],
  json: ["bindings"],
};

/**
 * Refuses options that the operation would ignore, as if `destroy --plan` destroyed by a plan. Throws {@link StackError}
 * with all of them.
 */
export function assertOptionsFit(operation: Operation, options: StackOptions): void {
  const problems = (Object.keys(FOR) as (keyof StackOptions)[]).flatMap((name) => {
    const operations = FOR[name] ?? [];
    if (options[name] === undefined || options[name] === false || operations.includes(operation)) return [];
    return [`--${name} means nothing to ${operation}; it is for: ${operations.join(", ")}`];
  });
  if (problems.length > 0) throw new StackError(`${problems.join("\n")}\nNothing was run.`);
}
