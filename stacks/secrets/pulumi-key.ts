import type { Provider } from "@pulumi/aws/provider.js";
import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { ReplicaKey } from "@pulumi/aws/kms/replicaKey.js";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { keyPolicy } from "./key-policies.ts";

export interface PulumiKeyArgs {
  environment: string;
  accountId: string;
  region: string;
  /** `alias/…`, as the environment's secrets provider names it. */
  alias: string;
  keyDeletionWindowInDays: number;
  keyRotationPeriodInDays: number;
  /** The other regions of the account, where what the key encrypted can be read if the first is not there. */
  replicas: readonly { readonly region: string; readonly provider: Provider }[];
}

/**
 * The key of Pulumi's own secrets: what the stacks of an environment encrypt in their configuration and state. It is a
 * multi-Region key, since without it no stack can be run, also not one that moves what was lost to another region.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export class PulumiKey extends ComponentResource {
  readonly arn: Output<string>;
  /** `alias/…` */
  readonly alias: Output<string>;

  constructor(name: string, args: PulumiKeyArgs, options?: ComponentResourceOptions) {
    super("strata:secrets:PulumiKey", name, {}, options);
    const { accountId, keyDeletionWindowInDays: deletionWindowInDays } = args;
    const description = `Pulumi's secrets in ${args.environment}`;
    const key = new Key(
      name,
      {
        description,
        multiRegion: true,
        deletionWindowInDays,
        enableKeyRotation: true,
        rotationPeriodInDays: args.keyRotationPeriodInDays,
        policy: keyPolicy("pulumi", args),
      },
      // The state of every stack is unreadable without it.
      { parent: this, protect: args.environment === "prod" },
    );
    const alias = new Alias(name, { name: args.alias, targetKeyId: key.keyId }, { parent: this });
    for (const { region, provider } of args.replicas) {
      const replica = new ReplicaKey(
        `${name}-${region}`,
        {
          primaryKeyArn: key.arn,
          description,
          deletionWindowInDays,
          policy: keyPolicy("pulumi", { accountId, region }),
        },
        { parent: this, provider },
      );
      const replicaAlias = { name: args.alias, targetKeyId: replica.keyId };
      new Alias(`${name}-${region}`, replicaAlias, { parent: this, provider });
    }
    this.arn = key.arn;
    this.alias = alias.name;
    this.registerOutputs({ arn: this.arn, alias: this.alias });
  }
}
