import { CustomResource, type Input, type Output } from "@pulumi/pulumi";
import type { BackendPlan } from "./backend-plan.ts";
import type { LockTableInputs } from "./lock-table.ts";
import { PACKAGE } from "./provider.ts";
import type { SecretsKeyInputs } from "./secrets-key.ts";
import type { StateBucketInputs } from "./state-bucket.ts";

type Inputs<T> = { readonly [Name in keyof T]: Input<NonNullable<T[Name]>> };

/** For how long an older version of a state is kept, in days. */
const OLDER_VERSIONS_DAYS = 365;

class Key extends CustomResource {
  declare readonly arn: Output<string>;
  constructor(name: string, inputs: Inputs<SecretsKeyInputs>) {
    super(`${PACKAGE}:index:Key`, name, { ...inputs, arn: undefined, keyId: undefined }, { protect: true });
  }
}

class Bucket extends CustomResource {
  declare readonly arn: Output<string>;
  constructor(
    name: string,
    inputs: Inputs<Omit<StateBucketInputs, "replication">> & { replication?: object },
  ) {
    super(`${PACKAGE}:index:Bucket`, name, { ...inputs, arn: undefined }, { protect: true });
  }
}

class Table extends CustomResource {
  declare readonly arn: Output<string>;
  constructor(name: string, inputs: Inputs<LockTableInputs>) {
    super(`${PACKAGE}:index:LockTable`, name, { ...inputs, arn: undefined }, { protect: true });
  }
}

/** The program of a backend: its key, its bucket, its table. All are protected: an engine deletes none of them. */
export function backendProgram(plan: BackendPlan): () => Promise<Record<string, unknown>> {
  const { keyAlias: alias, bucket, prefix, region, lockTable: table, replication, tags } = plan;
  return () => {
    const key = new Key("secrets", { alias, rotation: true, tags });
    const state = new Bucket("state", {
      bucket,
      prefix,
      region,
      versioning: true,
      keyArn: key.arn,
      publicAccessBlocked: true,
      tlsOnly: true,
      olderVersionsDays: OLDER_VERSIONS_DAYS,
      ...(replication === undefined ? {} : { replication }),
      tags,
    });
    const locks = new Table("locks", {
      table,
      keyArn: key.arn,
      deletionProtection: true,
      pointInTimeRecovery: true,
      tags,
    });
    return Promise.resolve({ key: key.arn, bucket: state.arn, lockTable: locks.arn });
  };
}
