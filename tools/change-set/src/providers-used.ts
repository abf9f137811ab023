import type { StepMetadata } from "./engine-events.ts";

const PROVIDER_TYPE = "pulumi:providers:";

/** The packages that own resources of the steps, with the versions of their providers: each pair once, in order. */
export function providersUsed(steps: readonly StepMetadata[]): { name: string; version: string }[] {
  const found = new Map<string, { name: string; version: string }>();
  for (const { type, new: state } of steps) {
    if (!type.startsWith(PROVIDER_TYPE) || !state) continue;
    const name = type.slice(PROVIDER_TYPE.length);
    // The engine makes this one for references to other stacks.
    if (name === "pulumi") continue;
    const version = state.inputs?.["version"];
    const used = { name, version: typeof version === "string" ? version : "" };
    found.set(JSON.stringify(used), used);
  }
  return [...found.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, used]) => used);
}
