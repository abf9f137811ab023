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
  /** Days between rotations, 90 to 2560. */
  keyRotationPeriodInDays: number;
}

/** The keys of an environment in one account and region, one for each purpose. */
export class Keys extends ComponentResource {
  readonly arns: Readonly<Record<KeyPurpose, Output<string>>>;
  /** `alias/…` */
  readonly aliases: Readonly<Record<KeyPurpose, Output<string>>>;

  constructor(name: string, args: KeysArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:Keys", name, {}, options);
    const keys = forEachPurpose((purpose) => this.createKey(name, purpose, args));
    const aliases = forEachPurpose((purpose) => this.createAlias(name, purpose, args, keys[purpose]));

    this.arns = forEachPurpose((purpose) => keys[purpose].arn);
    this.aliases = forEachPurpose((purpose) => aliases[purpose].name);
    this.registerOutputs({ arns: this.arns });
  }

  private createKey(name: string, purpose: KeyPurpose, args: KeysArgs): Key {
    return new Key(
      `${name}-${purpose}`,
      {
        description: `${purpose} of ${args.environment}`,
        deletionWindowInDays: args.keyDeletionWindowInDays,
        enableKeyRotation: true,
        rotationPeriodInDays: args.keyRotationPeriodInDays,
        policy: keyPolicy(purpose, args),
      },
      // What it encrypted is lost with it.
      { parent: this, protect: args.environment === "prod" },
    );
  }

  private createAlias(name: string, purpose: KeyPurpose, { environment }: KeysArgs, key: Key): Alias {
    const alias = { name: `alias/strata-${environment}-${purpose}`, targetKeyId: key.keyId };
    return new Alias(`${name}-${purpose}`, alias, { parent: this });
  }
}

function forEachPurpose<Value>(make: (purpose: KeyPurpose) => Value): Record<KeyPurpose, Value> {
  return Object.fromEntries(KEY_PURPOSES.map((purpose) => [purpose, make(purpose)])) as Record<
    KeyPurpose,
    Value
  >;
}
