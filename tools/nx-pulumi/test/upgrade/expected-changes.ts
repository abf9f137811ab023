import { z } from "zod";
import { UpgradeError } from "./upgrade-error.ts";

const expectedChange = z.strictObject({
  /** As the upgrade test prints it; `*` stands for any characters, for resources that are there once for each route. */
  urn: z.string().startsWith("urn:pulumi:local::"),
  change: z.enum(["replace", "delete"]),
  /** Why it is meant, and what becomes of what is in the resource. */
  reason: z.string().min(20),
});

/** A replacement or deletion that is meant. */
export type ExpectedChange = z.infer<typeof expectedChange>;

/** Where they are written down, from the root of the workspace. */
export const EXPECTED_CHANGES_FILE = ".ci/expected-replacements.json";

/** Reads the text of that file. Throws {@link UpgradeError} with all that is wrong with it. */
export function parseExpectedChanges(text: string, source = EXPECTED_CHANGES_FILE): ExpectedChange[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UpgradeError(`${source} is not JSON: ${(error as Error).message}`);
  }
  const result = z.array(expectedChange).safeParse(json);
  if (result.success) return result.data;
  throw new UpgradeError(
    `${source} must be a list of {"urn": "urn:pulumi:local::…", "change": "replace" or "delete", "reason": a sentence}:\n` +
      z.prettifyError(result.error),
  );
}

/**
 * The changes that are expected of this upgrade: those which the base did not expect yet. What the base expected has
 * happened on the way to it, so that it neither allows nor demands anything now.
 */
export function newlyExpected(
  base: readonly ExpectedChange[],
  now: readonly ExpectedChange[],
): ExpectedChange[] {
  const before = new Set(base.map((each) => JSON.stringify(each)));
  return now.filter((each) => !before.has(JSON.stringify(each)));
}

/** Whether the expectation is about this change of this resource. */
export function expects(expected: ExpectedChange, { urn, change }: { urn: string; change: string }): boolean {
  if (expected.change !== change) return false;
  const parts = expected.urn.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(urn);
}
