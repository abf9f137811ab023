import type { CheckFailure } from "../declarations/validate.ts";
import type { ProviderInstance } from "../model/instance.ts";
import { revealAll, type ValueMap } from "../protocol/values.ts";
import { accountInvokes } from "./account.ts";
import { eksInvokes } from "./eks.ts";
import { policyDocumentInvokes } from "./policy-document.ts";

/** A function of the package: its result, from arguments without marks of secrecy. */
export type Invoke = (args: ValueMap, instance: ProviderInstance) => ValueMap;
export type Invokes = Record<string, Invoke>;

const invokes: Invokes = { ...accountInvokes, ...eksInvokes, ...policyDocumentInvokes };

/** Runs a function of the package. Throws an Error that names a function which is not implemented. */
export function invoke(
  token: string,
  args: ValueMap,
  instance: ProviderInstance,
): { result: ValueMap; failures: CheckFailure[] } {
  const run = invokes[token];
  if (run === undefined) {
    throw new Error(
      `The embedded AWS does not implement the function ${token} yet. It would be added in ` +
        `tools/aws-local/src/invokes/, and listed in its index.ts.`,
    );
  }
  return { result: run(revealAll(args), instance), failures: [] };
}
