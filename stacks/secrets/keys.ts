import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { KEY_PURPOSES, type KeyPurpose, keyPolicy } from "./key-policies.ts";

export interface KeysArgs {
  /** Part of every alias. */
  environment: string;
  accountId: string;
  region: string;
  /** Days in which a deleted key can be brought back, 7 to 30. */
  keyDeletionWindowInDays: number;
}

/** The keys of an environment in one account and region, one for each purpose. */
export class Keys extends ComponentResource {
  readonly arns: Readonly<Record<KeyPurpose, Output<string>>>;

  constructor(name: string, args: KeysArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:Keys", name, {}, options);
    const keys = this.createKeys(name, args);
    this.createAliases(name, args, keys);

    this.arns = { data: keys.data.arn, logs: keys.logs.arn, secrets: keys.secrets.arn };
    this.registerOutputs({ arns: this.arns });
  }

  private createKeys(name: string, args: KeysArgs): Record<KeyPurpose, Key> {
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

  private createAliases(name: string, { environment }: KeysArgs, keys: Record<KeyPurpose, Key>): void {
    for (const purpose of KEY_PURPOSES) {
      const alias = { name: `alias/strata-${environment}-${purpose}`, targetKeyId: keys[purpose].keyId };
      new Alias(`${name}-${purpose}`, alias, { parent: this });
    }
  }
}
