/** Where the guard of every program (libs/program) looks for the names of the providers that are bound to a route. */
const PROVISIONED = Symbol.for("@strata/provisioned-providers");

/** Notes that an AWS provider of this name is bound to a route; the guard refuses every other. */
export function noteProvisioned(name: string): void {
  const shared = globalThis as { [PROVISIONED]?: Set<string> };
  (shared[PROVISIONED] ??= new Set()).add(name);
}
