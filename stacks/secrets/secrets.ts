import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { KEY_PURPOSES, type KeyPurpose, keyPolicy } from "./key-policies.ts";

export interface SecretsArgs {
  /** Part of every alias and secret name. */
  environment: string;
  accountId: string;
  region: string;
  /** Days in which a deleted key can be brought back, 7 to 30. */
  keyDeletionWindowInDays: number;
  /** Days in which a deleted secret can be brought back: 0, or 7 to 30. */
  secretRecoveryWindowInDays: number;
}

/** The keys of an environment, one for each purpose, and the containers of its secrets. Holds no values. */
export class Secrets extends ComponentResource {
  /** ARNs of the keys. */
  readonly keyArns: Readonly<Record<KeyPurpose, Output<string>>>;
  readonly applicationSecretArn: Output<string>;

  constructor(name: string, args: SecretsArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:Secrets", name, {}, options);
    const keys = this.createKeys(name, args);
    this.createAliases(name, args, keys);
    const application = this.createSecretContainer(name, "application", args, keys.secrets);

    this.keyArns = { data: keys.data.arn, logs: keys.logs.arn, secrets: keys.secrets.arn };
    this.applicationSecretArn = application.arn;
    this.registerOutputs({ keyArns: this.keyArns, applicationSecretArn: this.applicationSecretArn });
  }

  private createKeys(name: string, args: SecretsArgs): Record<KeyPurpose, Key> {
    const keys = KEY_PURPOSES.map((purpose) => [
      purpose,
      new Key(
        `${name}-${purpose}`,
        {
          description: `${purpose} of ${args.environment}`,
          deletionWindowInDays: args.keyDeletionWindowInDays,
          enableKeyRotation: true,
          policy: keyPolicy(purpose, args),
        },
        { parent: this },
      ),
    ]);
    return Object.fromEntries(keys) as Record<KeyPurpose, Key>;
  }

  private createAliases(name: string, { environment }: SecretsArgs, keys: Record<KeyPurpose, Key>): void {
    for (const purpose of KEY_PURPOSES) {
      const alias = { name: `alias/strata-${environment}-${purpose}`, targetKeyId: keys[purpose].keyId };
      new Alias(`${name}-${purpose}`, alias, { parent: this });
    }
  }

  // A prefix, not a name: the name of a deleted secret stays taken until its recovery window has passed.
  private createSecretContainer(name: string, purpose: string, args: SecretsArgs, key: Key): Secret {
    return new Secret(
      `${name}-${purpose}`,
      {
        namePrefix: `strata/${args.environment}/${purpose}-`,
        description: `For the ${purpose}s of ${args.environment}. The value is set out of band.`,
        kmsKeyId: key.arn,
        recoveryWindowInDays: args.secretRecoveryWindowInDays,
      },
      { parent: this },
    );
  }
}
