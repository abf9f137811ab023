import type { CheckFailure } from "../declarations/validate.ts";
import type { ProviderInstance } from "../model/instance.ts";
import { revealAll, type ValueMap } from "../protocol/values.ts";
import { accountInvokes } from "./account.ts";
import type { Cloud } from "./cloud.ts";
import { eksInvokes } from "./eks.ts";
import { elbInvokes } from "./elb.ts";
import { lookUp, lookUpSubnets } from "./look-up.ts";
import { LOOKUPS } from "./lookups.ts";
import { onlyAwsKnows } from "./only-aws-knows.ts";
import { policyDocumentInvokes } from "./policy-document.ts";

/** A function of the package: its result, from arguments without marks of secrecy. */
export type Invoke = (args: ValueMap, instance: ProviderInstance, cloud: Cloud) => ValueMap;
export type Invokes = Record<string, Invoke>;

const invokes: Invokes = {
  ...accountInvokes,
  ...eksInvokes,
  ...elbInvokes,
  ...policyDocumentInvokes,
  "aws:ec2/getSubnets:getSubnets": lookUpSubnets,
};

/** Runs a function of the package. Throws an Error that names a function which is not implemented. */
export function invoke(
  token: string,
  args: ValueMap,
  instance: ProviderInstance,
  cloud: Cloud,
): { result: ValueMap; failures: CheckFailure[] } {
  const plain = revealAll(args);
  const lookup = LOOKUPS[token];
  if (lookup !== undefined) return { result: lookUp(token, lookup, plain, instance, cloud), failures: [] };
  const run = invokes[token];
  if (run === undefined) {
    throw new Error(
      onlyAwsKnows(token) ??
        `The embedded AWS does not implement the function ${token} yet. It would be added in ` +
          `tools/aws-local/src/invokes/, and listed in its index.ts.`,
    );
  }
  return { result: run(plain, instance, cloud), failures: [] };
}
