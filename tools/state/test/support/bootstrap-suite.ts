import { CreateTableCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  DeleteBucketReplicationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import type { BootstrapOutcome } from "../../src/bootstrap/index.ts";
import { StateBucket, type StateBucketInputs } from "../../src/bootstrap/state-bucket.ts";
import { ALIAS, BootstrapRun, BUCKET, REGION, TABLE } from "./bootstrap-run.ts";

/**
 * A bootstrap on moto with the real engine, killed before steps of it and resumed.
 *
 * @param kills which steps are chosen among all, by their names in order; each is a test
 */
export function bootstrapSuite(steps: readonly string[]): void {
  let moto: MotoServer;
  let expected: unknown;
  let all: readonly string[];
  beforeAll(async () => {
    moto = await motoServer();
    const run = new BootstrapRun(moto);
    const attempt = await run.attempt();
    if (attempt.outcome !== "made") throw new Error(attempt.stderr);
    expected = await run.endState();
    all = attempt.steps;
    run.close();
  }, 180_000);
  afterAll(() => moto.stop());

  it("makes the key, the bucket, the table, and keeps their state in the bucket", () => {
    expect(new Set(all)).toEqual(new Set(STEPS));
    expect(expected).toMatchObject({
      key: { howMany: 1, KeyState: "Enabled", rotation: { KeyRotationEnabled: true } },
      table: {
        keys: [{ AttributeName: "LockID", KeyType: "HASH" }],
        protected: true,
        encryption: "KMS",
        recovery: "ENABLED",
      },
      bucket: {
        versioning: "Enabled",
        encryption: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: "aws:kms",
              KMSMasterKeyID: expect.stringMatching(/^arn:aws:kms:eu-central-1:\d{12}:key\/<key>$/),
            },
            BucketKeyEnabled: true,
          },
        ],
        access: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        policy: { Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }] },
      },
      state: {
        pending: 0,
        secrets: `awskms://${ALIAS}?region=eu-central-1`,
        resources: expect.arrayContaining([
          expect.objectContaining({ type: "strata-state:index:Key", id: "<key>", protect: true }),
          expect.objectContaining({ type: "strata-state:index:Bucket", id: BUCKET, protect: true }),
          expect.objectContaining({ type: "strata-state:index:LockTable", id: TABLE, protect: true }),
        ]),
      },
      leftOver: false,
    });
  });

  it("changes nothing when it runs again, not a single version, on this machine or another", async () => {
    const another = new BootstrapRun(moto);
    const before = await another.versions();
    const attempt = await another.attempt();
    expect([attempt.outcome, attempt.stderr]).toEqual(["unchanged", ""]);
    expect(await another.versions()).toEqual(before);
    expect(await another.endState()).toEqual(expected);
    another.close();
  }, 60_000);

  it("repairs what somebody has switched off, and keeps what others have added", async () => {
    const run = new BootstrapRun(moto);
    await run.s3.send(
      new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Suspended" } }),
    );
    const others = {
      Sid: "Others",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${BUCKET}/*`,
    };
    await run.s3.send(
      new PutBucketPolicyCommand({
        Bucket: BUCKET,
        Policy: JSON.stringify({ Version: "2012-10-17", Statement: [others] }),
      }),
    );
    await run.dynamodb.send(new UpdateTableCommand({ TableName: TABLE, DeletionProtectionEnabled: false }));
    const attempt = await run.attempt();
    expect([attempt.outcome, attempt.stderr]).toEqual(["repaired", ""]);
    expect(await run.endState()).toMatchObject({
      bucket: { versioning: "Enabled", policy: { Statement: [{ Sid: "Others" }, { Sid: "StrataTlsOnly" }] } },
      table: { protected: true },
    });
    run.close();
  }, 120_000);

  it("copies the bucket elsewhere, and sees when it is not copied any more", async () => {
    const run = new BootstrapRun(moto);
    await run.s3.send(
      new CreateBucketCommand({
        Bucket: "elsewhere",
        CreateBucketConfiguration: { LocationConstraint: REGION },
      }),
    );
    await run.s3.send(
      new PutBucketVersioningCommand({ Bucket: "elsewhere", VersioningConfiguration: { Status: "Enabled" } }),
    );
    const bucket = new StateBucket(run.s3, () => undefined);
    const inputs: StateBucketInputs = {
      bucket: "state-with-copies",
      prefix: "",
      region: REGION,
      versioning: true,
      keyArn: "arn:aws:kms:eu-central-1:123456789012:key/1",
      publicAccessBlocked: true,
      tlsOnly: true,
      olderVersionsDays: 30,
      replication: {
        bucketArn: "arn:aws:s3:::elsewhere",
        roleArn: "arn:aws:iam::123456789012:role/replication",
        keyArn: "arn:aws:kms:eu-west-1:123456789012:key/2",
      },
      tags: {},
    };
    const { id } = await bucket.ensure(inputs);
    expect((await bucket.read(id, inputs))?.inputs).toEqual(inputs);
    await run.s3.send(new DeleteBucketReplicationCommand({ Bucket: id }));
    expect((await bucket.read(id, inputs))?.inputs.replication).toBeUndefined();
    run.close();
  });

  /** What the next attempt says after one that was killed before a step, counted from 1. */
  const outcomeAfter = (number: number): BootstrapOutcome => {
    // Before the first is begun nothing is there to resume, and before the last nothing is left.
    if (number <= 2) return "made";
    return number === all.length ? "unchanged" : "resumed";
  };

  it.each(steps)(
    "is resumed after it was killed before: %s",
    async (step) => {
      await moto.reset();
      const run = new BootstrapRun(moto);
      const number = all.indexOf(step) + 1;
      const kills = number % 2 === 0 ? "process" : "group";
      const killed = await run.attempt({ kill: number, kills });
      // Resources are made at once, so that the steps before it may differ from those of the first run.
      expect([killed.code, killed.steps.length, killed.outcome]).toEqual([null, number, undefined]);
      const resumed = await run.attempt();
      expect([resumed.code, resumed.stderr]).toEqual([0, ""]);
      expect(resumed.outcome).toBe(outcomeAfter(number));
      expect(await run.endState()).toEqual(expected);
      run.close();
    },
    240_000,
  );

  it("refuses a table that was made for something else, and touches nothing in it", async () => {
    await moto.reset();
    const run = new BootstrapRun(moto);
    await run.dynamodb.send(
      new CreateTableCommand({
        TableName: TABLE,
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "N" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const attempt = await run.attempt();
    expect(attempt.code).toBe(1);
    expect(attempt.stderr).toMatch(
      /^BootstrapError: The backend of "dev" is not made yet[^]*table example-strata-locks-dev exists, with the key id HASH[^]*npx strata bootstrap -c dev/,
    );
    run.close();
  }, 120_000);
}

/** All steps of a first run, without their order where resources are made at once. */
export const STEPS = [
  "look for the state",
  "begin a state in a folder",
  "make what is missing",
  "key: make it",
  "key: name it",
  "key: rotate it each year",
  "key: is there",
  "bucket: make it",
  "bucket: block public access",
  "bucket: keep versions",
  "bucket: encrypt it",
  "bucket: let nobody in without TLS",
  "bucket: let old versions go",
  "bucket: is there",
  "table: make it",
  "table: keep its past",
  "table: is there",
  "encrypt its secrets with the key",
  "make the stack in the bucket",
  "move the state into the bucket",
  "compare the two states",
  "forget the state in the folder",
  "done",
] as const;
