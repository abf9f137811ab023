import { canonical, changeSetSchema, type ChangeSet } from "@strata/change-set";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { type PlanBinding, planBindingSchema } from "./plan-binding.ts";

// https://csrc.nist.gov/pubs/sp/800/38/d/final: 96-bit nonce, 128-bit tag.
const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const KEY_BYTES = 32;

const base64 = z.base64();
const sealedPlanSchema = z.strictObject({
  binding: planBindingSchema,
  /** The key of this plan alone, encrypted by the stack's secrets provider, as Pulumi writes a secret in configuration. */
  key: z.string(),
  nonce: base64,
  tag: base64,
  data: base64,
});

/** A plan as it is stored: what it is bound to can be read by anybody, and changed by nobody. */
export type SealedPlan = z.output<typeof sealedPlanSchema>;

/** What a plan holds: the engine's plan, and the change set that was reviewed. */
export interface PlanContent {
  /** The text that `pulumi preview --save-plan` wrote. */
  readonly enginePlan: string;
  readonly changeSet: ChangeSet;
}

const contentSchema = z.strictObject({ enginePlan: z.string(), changeSet: changeSetSchema });

/** A stored plan is not as it was made. */
export class TamperedPlanError extends Error {
  override name = "TamperedPlanError";
}

export function newPlanKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** @param wrappedKey the key, encrypted: it is stored with the plan */
export function sealPlan(
  content: PlanContent,
  binding: PlanBinding,
  key: Buffer,
  wrappedKey: string,
): SealedPlan {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(boundText(binding, wrappedKey));
  const data = Buffer.concat([cipher.update(JSON.stringify(content), "utf8"), cipher.final()]);
  const tag = cipher.getAuthTag();
  return {
    binding,
    key: wrappedKey,
    nonce: nonce.toString("base64"),
    tag: tag.toString("base64"),
    data: data.toString("base64"),
  };
}

/** Throws {@link TamperedPlanError} if anything of it, its binding too, is not as it was sealed. */
export function openPlan({ binding, key: wrapped, nonce, tag, data }: SealedPlan, key: Buffer): PlanContent {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, "base64"));
    decipher.setAAD(boundText(binding, wrapped));
    decipher.setAuthTag(Buffer.from(tag, "base64"));
    const text = Buffer.concat([decipher.update(Buffer.from(data, "base64")), decipher.final()]).toString(
      "utf8",
    );
    return contentSchema.parse(JSON.parse(text));
  } catch {
    throw new TamperedPlanError("it was changed after it was made, or was made for another stack");
  }
}

/** Reads the text of a stored plan. Throws {@link TamperedPlanError}. */
export function parseSealedPlan(text: string): SealedPlan {
  try {
    return sealedPlanSchema.parse(JSON.parse(text));
  } catch {
    throw new TamperedPlanError("it is no plan of this version, or was changed after it was made");
  }
}

function boundText(binding: PlanBinding, wrappedKey: string): Buffer {
  return Buffer.from(canonical([binding, wrappedKey]), "utf8");
}
