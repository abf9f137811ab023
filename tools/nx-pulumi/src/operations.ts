/** The operations that a stack's targets are named after. Each is the Pulumi command of the same name. */
export const OPERATIONS = ["preview", "up", "refresh", "destroy", "outputs"] as const;

export type Operation = (typeof OPERATIONS)[number];

export function isOperation(name: string): name is Operation {
  return (OPERATIONS as readonly string[]).includes(name);
}
