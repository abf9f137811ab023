import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

export interface SecretContainerArgs {
  /** Part of the name. */
  environment: string;
  /** The ARN of the key that encrypts the value. */
  keyArn: Input<string>;
  /** Days in which a deleted secret can be brought back: 0, or 7 to 30. */
  secretRecoveryWindowInDays: number;
}

/**
 * A secret without a value: that is set out of band, so that it is in no program and no state. It has a prefix, not a
 * name: the name of a deleted secret stays taken until its recovery window has passed.
 */
export function createSecretContainer(
  purpose: string,
  args: SecretContainerArgs,
  options: CustomResourceOptions,
): Secret {
  return new Secret(
    purpose,
    {
      namePrefix: `strata/${args.environment}/${purpose}-`,
      description: `For the ${purpose}s of ${args.environment}. The value is set out of band.`,
      kmsKeyId: args.keyArn,
      recoveryWindowInDays: args.secretRecoveryWindowInDays,
    },
    options,
  );
}
