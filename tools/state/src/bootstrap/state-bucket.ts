import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { partitionOf, type Replication } from "./backend-plan.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import { lifecycleDays, lifecycleRules, tlsOnlyPolicy, TLS_ONLY } from "./bucket-rules.ts";
import type { Managed, OnStep } from "./managed.ts";

/** The bucket of the state, with what protects it. */
export interface StateBucketInputs {
  readonly bucket: string;
  /** Of the keys of the state; empty or with a slash at its end. */
  readonly prefix: string;
  readonly region: string;
  readonly versioning: boolean;
  readonly keyArn: string;
  readonly publicAccessBlocked: boolean;
  readonly tlsOnly: boolean;
  /** For how long an older version of a state is kept, in days. */
  readonly olderVersionsDays: number;
  readonly replication?: Replication;
  readonly tags: Readonly<Record<string, string>>;
}

const PUBLIC_ACCESS_BLOCK = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

export class StateBucket implements Managed<StateBucketInputs> {
  readonly identity = "bucket";
  readonly #s3: S3Client;
  readonly #onStep: OnStep;

  constructor(s3: S3Client, onStep: OnStep) {
    this.#s3 = s3;
    this.#onStep = onStep;
  }

  async ensure(inputs: StateBucketInputs): Promise<{ id: string; outputs: Record<string, unknown> }> {
    const { bucket: Bucket, region, keyArn, olderVersionsDays, tags, replication } = inputs;
    if (!(await this.#exists(Bucket))) {
      await this.#onStep("bucket: make it");
      await this.#create(Bucket, region);
    }
    await this.#onStep("bucket: block public access");
    await this.#s3.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: PUBLIC_ACCESS_BLOCK }),
    );
    await this.#s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      }),
    );
    await this.#onStep("bucket: keep versions");
    await this.#s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    await this.#onStep("bucket: encrypt it");
    await this.#s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
              BucketKeyEnabled: true,
            },
          ],
        },
      }),
    );
    await this.#onStep("bucket: let nobody in without TLS");
    const policy = tlsOnlyPolicy(Bucket, partitionOf(region), await this.#policy(Bucket));
    await this.#s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }));
    await this.#onStep("bucket: let old versions go");
    await this.#s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: lifecycleRules(olderVersionsDays, inputs.prefix) },
      }),
    );
    await this.#s3.send(
      new PutBucketTaggingCommand({
        Bucket,
        Tagging: { TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      }),
    );
    if (replication !== undefined) {
      await this.#onStep("bucket: copy it elsewhere");
      await this.#replicate(Bucket, replication);
    }
    await this.#onStep("bucket: is there");
    return { id: Bucket, outputs: { arn: `arn:${partitionOf(region)}:s3:::${Bucket}` } };
  }

  async read(id: string, inputs: StateBucketInputs): ReturnType<Managed<StateBucketInputs>["read"]> {
    if (!(await this.#exists(id))) return undefined;
    const Bucket = id;
    const versioning = await this.#s3.send(new GetBucketVersioningCommand({ Bucket }));
    const encryption = await this.#settings(() => this.#s3.send(new GetBucketEncryptionCommand({ Bucket })));
    const access = await this.#settings(() => this.#s3.send(new GetPublicAccessBlockCommand({ Bucket })));
    const rules = await this.#settings(() =>
      this.#s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    );
    const copies =
      inputs.replication &&
      (await this.#settings(() => this.#s3.send(new GetBucketReplicationCommand({ Bucket }))));
    const [encrypted] = encryption?.ServerSideEncryptionConfiguration?.Rules ?? [];
    const block = access?.PublicAccessBlockConfiguration ?? {};
    const { replication, ...others } = inputs;
    return {
      inputs: {
        ...others,
        versioning: versioning.Status === "Enabled",
        keyArn: encrypted?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? "",
        publicAccessBlocked: Object.keys(PUBLIC_ACCESS_BLOCK).every(
          (name) => block[name as keyof typeof block] === true,
        ),
        tlsOnly: (await this.#policy(Bucket))?.includes(`"${TLS_ONLY}"`) ?? false,
        olderVersionsDays: lifecycleDays(rules?.Rules),
        ...(copies && replication ? { replication } : {}),
      },
      outputs: { arn: `arn:${partitionOf(inputs.region)}:s3:::${id}` },
    };
  }

  async #create(Bucket: string, region: string): Promise<void> {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: us-east-1 is the one that may not be named.
    const place =
      region === "us-east-1"
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: region as "eu-central-1" } };
    try {
      await this.#s3.send(new CreateBucketCommand({ Bucket, ...place }));
    } catch (error) {
      const { name } = error as Error;
      if (name === "BucketAlreadyOwnedByYou") return;
      if (name === "BucketAlreadyExists") throw takenByOthers(Bucket);
      throw error;
    }
  }

  async #replicate(Bucket: string, { bucketArn, roleArn, keyArn }: Replication): Promise<void> {
    await this.#s3.send(
      new PutBucketReplicationCommand({
        Bucket,
        ReplicationConfiguration: {
          Role: roleArn,
          Rules: [
            {
              ID: "strata-state",
              Priority: 1,
              Status: "Enabled",
              Filter: { Prefix: "" },
              // What is deleted here stays there.
              DeleteMarkerReplication: { Status: "Disabled" },
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
              Destination: { Bucket: bucketArn, EncryptionConfiguration: { ReplicaKmsKeyID: keyArn } },
            },
          ],
        },
      }),
    );
  }

  async #exists(Bucket: string): Promise<boolean> {
    try {
      await this.#s3.send(new HeadBucketCommand({ Bucket }));
      return true;
    } catch (error) {
      const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
      if (name === "NotFound" || name === "NoSuchBucket") return false;
      if ($metadata?.httpStatusCode === 403) throw takenByOthers(Bucket);
      throw error;
    }
  }

  async #policy(Bucket: string): Promise<string | undefined> {
    return (await this.#settings(() => this.#s3.send(new GetBucketPolicyCommand({ Bucket }))))?.Policy;
  }

  /** A bucket that lacks a setting answers with an error of its own. */
  async #settings<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      if (
        /^(NoSuch\w+|ServerSideEncryptionConfigurationNotFoundError|ReplicationConfigurationNotFoundError)$/.test(
          (error as Error).name,
        )
      )
        return undefined;
      throw error;
    }
  }
}

function takenByOthers(bucket: string): BootstrapError {
  return new BootstrapError(
    `The bucket ${bucket} exists, and may not be used by whoever runs this: it is in another account, or a policy denies ` +
      `it. Names of buckets are unique in the world. Name another in libs/environment/src/definitions.ts (backend.url).`,
  );
}
