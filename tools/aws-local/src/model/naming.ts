import { createHash } from "node:crypto";
import type { CheckFailure } from "../declarations/validate.ts";
import type { Value, ValueMap } from "../protocol/values.ts";
import type { Naming } from "./descriptor.ts";
import { markedHex } from "./identity.ts";

/** Names the inputs that the provider filled in, in the inputs themselves, as pulumi-aws does. */
export const DEFAULTS = "__defaults";

const RANDOM_DIGITS = 7;

/** How the engine's configuration wants names to be made (`pulumi:autonaming`). */
export interface AutonamingRequest {
  mode: "propose" | "enforce" | "disable";
  proposedName: string;
}

export interface NamingRequest {
  logicalName: string;
  inputs: ValueMap;
  /** The inputs before, if the resource exists. */
  oldInputs: ValueMap | undefined;
  /** From the engine; the same in a preview and in the update that follows its plan. */
  randomSeed: Uint8Array;
  autonaming: AutonamingRequest | undefined;
}

export interface NamingResult {
  name?: Value;
  failure?: CheckFailure;
}

/**
 * The physical name for a resource whose program gives none: that of before, or one made from the logical name and
 * random digits. Empty if a name or a prefix is given.
 * https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export function generateName(naming: Naming, request: NamingRequest): NamingResult {
  const { property, maxLength } = naming;
  const { inputs, oldInputs, autonaming } = request;
  if (inputs[property] !== undefined || inputs[`${property}Prefix`] !== undefined) return {};
  const before = oldInputs?.[property];
  if (before !== undefined && generatedInputs(oldInputs).includes(property)) return { name: before };
  if (autonaming?.mode === "disable") {
    return {
      failure: { property, reason: "Automatic naming is disabled in this project: a name must be given." },
    };
  }
  if (autonaming?.mode === "enforce") return { name: autonaming.proposedName };
  const { prefix = "" } = naming;
  const suffix = naming.suffix?.(inputs) ?? "";
  const room = maxLength - prefix.length - suffix.length;
  const proposed =
    autonaming?.mode === "propose" ? autonaming.proposedName.slice(0, room) : randomName(request, room);
  return { name: prefix + (naming.lowerCase === true ? proposed.toLowerCase() : proposed) + suffix };
}

/** The inputs that the provider, not the program, has set. */
export function generatedInputs(inputs: ValueMap | undefined): string[] {
  const names = inputs?.[DEFAULTS];
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

function randomName({ logicalName, randomSeed }: NamingRequest, room: number): string {
  const digits = createHash("sha256")
    .update(randomSeed)
    .update(logicalName)
    .digest("hex")
    .slice(0, RANDOM_DIGITS);
  return `${logicalName.slice(0, room - RANDOM_DIGITS - 1)}-${digits}`;
}

/** The physical name of a resource that is being created: the one given, or one made from the prefix. */
export function physicalName(naming: Naming | undefined, inputs: ValueMap, seed: string): string {
  if (naming === undefined) return "";
  const given = inputs[naming.property];
  if (typeof given === "string" && given !== "") return given;
  const prefix = inputs[`${naming.property}Prefix`];
  const digits = markedHex(seed, "name", 26);
  return `${typeof prefix === "string" ? prefix : ""}${digits}${naming.suffix?.(inputs) ?? ""}`;
}
