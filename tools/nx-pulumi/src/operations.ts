/**
 * The operations that a stack's targets are named after. Four are the Pulumi commands of the same names; `drift` is
 * `pulumi refresh --preview-only`.
 */
export const OPERATIONS = ["preview", "up", "refresh", "drift", "destroy", "outputs", "bindings"] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The operations that run the engine; the others only read what it has left. */
export type EngineOperation = Exclude<Operation, "outputs" | "bindings">;

export function runsEngine(operation: Operation): operation is EngineOperation {
  return operation !== "outputs" && operation !== "bindings";
}

/** Whether it changes neither state nor cloud: it runs as who may only read, without a lease, and in any environment. */
export function onlyReads(operation: Operation): boolean {
  return operation !== "up" && operation !== "refresh" && operation !== "destroy";
}

export function isOperation(name: string): name is Operation {
  return (OPERATIONS as readonly string[]).includes(name);
}
