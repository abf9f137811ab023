import { isLocal } from "@strata/environment";
import { parseUrn } from "./urn.ts";

/** The embedded AWS was asked to serve a stack that is not `local`. */
export class NotLocalError extends Error {
  override name = "NotLocalError";
}

/**
 * Refuses every stack but `local`, so that a leaked environment variable or plugin cannot put the embedded AWS behind
 * a real environment. Throws {@link NotLocalError}.
 */
export function assertLocalStack(stack: string, what: string): void {
  if (isLocal(stack)) return;
  throw new NotLocalError(
    `The embedded AWS serves the stack "local" only, and was asked for ${what} of the stack "${stack}". ` +
      `Nothing was changed. Look for PULUMI_DEBUG_PROVIDERS in the environment and for a provider version that ends ` +
      `in -local.1; clear the variable with: unset PULUMI_DEBUG_PROVIDERS`,
  );
}

/** {@link assertLocalStack} for the stack that a URN belongs to. */
export function assertLocalUrn(urn: string): void {
  const { stack, type, name } = parseUrn(urn);
  assertLocalStack(stack, `${type} "${name}"`);
}
