import { unknown } from "@pulumi/pulumi/output.js";

/** Stands in a recorded input for what is not known before the update. */
export const UNKNOWN = Symbol("unknown until the update");

// How Pulumi writes a secret: specialSigKey and specialSecretSig of
// https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/runtime/rpc.ts
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Inputs as a test compares them: unknowns are {@link UNKNOWN}, secrets their plain values, named apart. */
export function plainInputs(inputs: Record<string, unknown>): {
  plain: Record<string, unknown>;
  secrets: string[];
} {
  const secrets: string[] = [];
  const plain = Object.entries(inputs).map(([name, value]) => [
    name,
    toPlain(value, () => {
      if (!secrets.includes(name)) secrets.push(name);
    }),
  ]);
  return { plain: Object.fromEntries(plain) as Record<string, unknown>, secrets };
}

function toPlain(value: unknown, onSecret: () => void): unknown {
  if (value === unknown) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, onSecret));
  if (typeof value !== "object" || value === null) return value;
  // Assets, archives and resources stay what they are.
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET) {
    onSecret();
    return toPlain(object["value"], onSecret);
  }
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, toPlain(item, onSecret)]));
}
