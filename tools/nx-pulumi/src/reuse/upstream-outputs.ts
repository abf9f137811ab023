import { canonical } from "@strata/change-set";
import { type PlannedOutputs, UNKNOWN_SENTINEL } from "@strata/stack-contract/planned-outputs";
import { digestOf } from "./digest.ts";

/** What a preview reads of another stack: what the same run plans, else what is deployed. */
export interface UpstreamOutputs {
  readonly planned: PlannedOutputs["outputs"] | undefined;
  readonly deployed: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A digest of one part of an upstream's outputs as a preview would read it: equal if and only if the program would get
 * the same. An empty path stands for which outputs there are.
 *
 * @param path the output, then the way into its value
 */
export function readDigest(upstream: UpstreamOutputs, path: readonly string[]): string {
  const [name, ...rest] = path;
  if (name === undefined) {
    return digestOf(...Object.keys(upstream.planned ?? upstream.deployed ?? {}).sort());
  }
  return digestOf(kindOf(upstream, name), canonical(valueAt(effectiveValue(upstream, name), rest)));
}

/** Whether a preview does not know, or not in full, what an update will read there. */
export function isUnknownRead(upstream: UpstreamOutputs, [name = "", ...rest]: readonly string[]): boolean {
  const kind = kindOf(upstream, name);
  if (kind === "unknown" || kind === "secret") return true;
  return canonical(valueAt(effectiveValue(upstream, name), rest)).includes(UNKNOWN_SENTINEL);
}

/** Whether an output is known to a preview, at least in part. */
function kindOf({ planned, deployed }: UpstreamOutputs, name: string): string {
  const state = planned?.[name]?.state;
  if (state === "unknown" || state === "secret") return state;
  const source = planned === undefined || state === "as deployed" ? deployed : planned;
  return source !== undefined && Object.hasOwn(source, name) ? "there" : "missing";
}

function effectiveValue({ planned, deployed }: UpstreamOutputs, name: string): unknown {
  const output = planned?.[name];
  if (planned !== undefined && output?.state !== "as deployed")
    return output?.state === "known" ? output.value : undefined;
  return deployed?.[name];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => {
    // An unknown on the way stands for all below it.
    if (typeof at !== "object" || at === null) return at;
    return (at as Record<string, unknown>)[key];
  }, value);
}
