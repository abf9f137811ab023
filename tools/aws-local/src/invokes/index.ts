import { type CheckFailure } from "../declarations/validate.ts";
import { type ProviderInstance } from "../model/instance.ts";
import { revealAll, type ValueMap } from "../protocol/values.ts";
import { type Store } from "../store/store.ts";

export interface InvokeContext {
  instance: ProviderInstance;
  store: Store;
}

export type Invoke = (args: ValueMap, context: InvokeContext) => ValueMap;

const invokes: Record<string, Invoke> = {};

/** Runs a function of the package. Throws an Error that names a function which is not implemented. */
export function invoke(
  token: string,
  args: ValueMap,
  instance: ProviderInstance,
  store: Store,
): { result: ValueMap; failures: CheckFailure[] } {
  const run = invokes[token];
  if (run === undefined) {
    throw new Error(
      `The embedded AWS does not implement the function ${token} yet. It would be added in ` +
        `tools/aws-local/src/invokes/, and listed in its index.ts.`,
    );
  }
  return { result: run(revealAll(args), { instance, store }), failures: [] };
}
