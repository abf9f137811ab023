/** The operations that a stack's targets are named after. The first four are the Pulumi commands of the same names. */
export const OPERATIONS = ["preview", "up", "refresh", "destroy", "outputs", "bindings"] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The operations that run the engine; the others only read what it has left. */
export type EngineOperation = Exclude<Operation, "outputs" | "bindings">;

export function runsEngine(operation: Operation): operation is EngineOperation {
  return operation !== "outputs" && operation !== "bindings";
}

export function isOperation(name: string): name is Operation {
  return (OPERATIONS as readonly string[]).includes(name);
}
