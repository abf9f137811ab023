import type { Problem } from "@strata/environment/problems";
import { z } from "zod";
import { checkTags, MAX_TAGS } from "./aws-tag-rules.ts";
import { CHOSEN, TAG_KEYS } from "./mandatory-tags.ts";

const KEYS = Object.values(TAG_KEYS);

/** Tags of a stack's own, beside the mandatory ones: keys and values as AWS shall have them. */
export const MoreTags = z
  .custom<Readonly<Record<string, string>>>(isRecord, "expected keys and values of tags")
  .superRefine((more, context) => {
    for (const { path, allowed } of problemsOfMore(more)) {
      context.addIssue({ code: "custom", path: [...path], message: allowed, input: more });
    }
  });

/**
 * What is wrong with tags that are added to the mandatory ones: one that would replace one of those, and whatever AWS
 * does not accept of all of them together. The path of a problem is the tag's key.
 */
export function problemsOfMore(more: Readonly<Record<string, unknown>>): Problem[] {
  const replacing = Object.entries(TAG_KEYS).flatMap(([name, key]) =>
    Object.hasOwn(more, key) ? [{ path: [key], got: more[key], allowed: insteadOf(name) }] : [],
  );
  // The mandatory ones stand first, so that a key that differs from one of theirs in case is the one that is refused.
  const mandatory = Object.fromEntries(KEYS.map((key) => [key, ""]));
  const others = Object.fromEntries(Object.entries(more).filter(([key]) => !KEYS.includes(key)));
  const found = checkTags({ ...mandatory, ...others }).map((problem) =>
    problem.path.length > 0 ? problem : { ...problem, allowed: allowedCount(problem.allowed) },
  );
  return [...replacing, ...found];
}

function insteadOf(name: string): string {
  return name in CHOSEN
    ? `it is a mandatory tag; set "${name}" instead`
    : "it is a mandatory tag, whose value is known";
}

function allowedCount(rule: string): string {
  return `${rule}, of which ${KEYS.length} are mandatory: ${MAX_TAGS - KEYS.length} are left`;
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
