import { Policy } from "@pulumi/aws/iam/policy.js";
import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretPolicy } from "@pulumi/aws/secretsmanager/secretPolicy.js";
import { SecretRotation } from "@pulumi/aws/secretsmanager/secretRotation.js";
import type { CustomResourceOptions, Input, Output } from "@pulumi/pulumi";
import { readPolicy, secretPolicy } from "./secret-policies.ts";

/** When a function gives a secret a new value. Exactly one of `everyDays` and `schedule`. */
export interface Rotation {
  /** Of the Lambda function; it must let secretsmanager.amazonaws.com invoke it. */
  functionArn: string;
  /** 1 to 1000. */
  everyDays?: number | undefined;
  /** `cron(…)` or `rate(…)`, in UTC. */
  schedule?: string | undefined;
  /** How long a rotation may take from its scheduled time, for example `2h`. */
  duration?: string | undefined;
}

export interface SecretContainerArgs {
  /** Part of the name. */
  environment: string;
  /** 12 digits, of the account that it is in: nobody else may reach it. */
  accountId: string;
  /** @default a sentence that says what it is for */
  description?: string | undefined;
  /** The ARN of the key that encrypts the value. */
  keyArn: Input<string>;
  /** The other regions that have a copy, each with the ARN of a key of its own. */
  replicas: readonly { readonly region: string; readonly keyArn: Input<string> }[];
  rotation?: Rotation | undefined;
  /** Days in which a deleted secret can be brought back: 0, or 7 to 30. */
  secretRecoveryWindowInDays: number;
}

export interface SecretContainer {
  arn: Output<string>;
  /** Of the IAM policy of those who read it. */
  readPolicyArn: Output<string>;
}

/**
 * A secret without a value: that is set out of band (`npx strata secrets set`) or by rotation, so that it is in no program
 * and no state. It has a prefix, not a name: the name of a deleted secret stays taken until its recovery window has passed.
 */
export function createSecretContainer(
  purpose: string,
  args: SecretContainerArgs,
  options: CustomResourceOptions,
): SecretContainer {
  const secret = new Secret(
    purpose,
    {
      namePrefix: `strata/${args.environment}/${purpose}-`,
      description:
        args.description ?? `For the ${purpose}s of ${args.environment}. The value is set out of band.`,
      kmsKeyId: args.keyArn,
      recoveryWindowInDays: args.secretRecoveryWindowInDays,
      ...(args.replicas.length > 0 && {
        replicas: args.replicas.map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })),
      }),
    },
    { ...options, protect: args.environment === "prod" },
  );
  new SecretPolicy(
    purpose,
    { secretArn: secret.arn, policy: secretPolicy(args), blockPublicPolicy: true },
    options,
  );
  if (args.rotation !== undefined) rotate(purpose, secret, args.rotation, options);
  const reader = new Policy(
    `${purpose}-read`,
    {
      description: `Reads the secret ${purpose} of ${args.environment}`,
      policy: secret.arn.apply(readPolicy),
    },
    options,
  );
  return { arn: secret.arn, readPolicyArn: reader.arn };
}

function rotate(purpose: string, secret: Secret, rotation: Rotation, options: CustomResourceOptions): void {
  new SecretRotation(
    purpose,
    {
      secretId: secret.arn,
      rotationLambdaArn: rotation.functionArn,
      rotationRules: {
        automaticallyAfterDays: rotation.everyDays,
        scheduleExpression: rotation.schedule,
        duration: rotation.duration,
      },
      // A new secret has no value that a rotation could start from.
      rotateImmediately: false,
    },
    options,
  );
}
