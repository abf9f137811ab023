import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ensureEngine } from "@strata/engine";
import type { MotoServer } from "@strata/testing/moto-server";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsSettings } from "../../src/aws-settings.ts";
import { KmsClient } from "../../src/bootstrap/kms-client.ts";
import { parseCheckpoint } from "../../src/checkpoint/index.ts";

export const BUCKET = "example-strata-state-dev";
export const TABLE = "example-strata-locks-dev";
export const ALIAS = "alias/strata-pulumi-dev";
export const REGION = "eu-central-1";
const CHECKPOINT = ".pulumi/stacks/strata-bootstrap/dev.json";
const WORKSPACE = join(import.meta.dirname, "../../../..");

export interface Attempt {
  readonly code: number | null;
  /** Every step that was begun, in order. */
  readonly steps: readonly string[];
  readonly outcome: string | undefined;
  readonly stderr: string;
}

/** Bootstraps of `dev` on a moto server, each attempt in a process of its own. */
export class BootstrapRun {
  readonly folder = mkdtempSync(join(tmpdir(), "strata-bootstrap-"));
  readonly env: NodeJS.ProcessEnv;
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly kms: KmsClient;

  constructor({ env }: MotoServer) {
    this.env = {
      ...env,
      AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "session",
      PULUMI_BACKEND_URL: `s3://${BUCKET}?region=${REGION}&awssdk=v2&s3ForcePathStyle=true`,
    };
    this.s3 = new S3Client({ ...awsSettings(this.env, REGION, "S3"), forcePathStyle: true });
    this.dynamodb = new DynamoDBClient(awsSettings(this.env, REGION, "DYNAMODB"));
    this.kms = new KmsClient(awsSettings(this.env, REGION, "KMS"));
  }

  /**
   * @param kill the step before which it is killed, from 1
   * @param kills whether the engine that it started is killed with it
   */
  async attempt({
    kill = 0,
    kills = "group",
  }: { kill?: number; kills?: "group" | "process" } = {}): Promise<Attempt> {
    const engine = await ensureEngine({ root: WORKSPACE });
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "bootstrap-child.ts"), this.folder, engine.command, String(kill)],
      {
        env: {
          PATH: process.env["PATH"],
          HOME: process.env["HOME"],
          ...engine.env,
          ...this.env,
          STRATA_TEST_KILL_GROUP: kills === "group" ? "1" : "0",
        },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      },
    );
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    // Not `close`: an engine that outlives it has the same pipes.
    const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
    if (code === null) child.stdout.destroy();
    else
      await new Promise((resolve) => (child.stdout.closed ? resolve(0) : child.stdout.on("close", resolve)));
    const lines = stdout.split("\n");
    const after = (word: string): string[] =>
      lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
    return { code, steps: after("step"), outcome: after("outcome")[0], stderr };
  }

  /** All that a bootstrap makes, with the ID of its key as `<key>`. */
  async endState(): Promise<unknown> {
    const Bucket = BUCKET;
    const { Keys } = await this.kms.call<{ Keys: { KeyId: string }[] }>("ListKeys", {});
    const named = await this.kms.call<{ KeyMetadata: { KeyId: string; KeyState: string } }>("DescribeKey", {
      KeyId: ALIAS,
    });
    const { KeyId, KeyState } = named.KeyMetadata;
    const rotation = await this.kms.call("GetKeyRotationStatus", { KeyId });
    const { Table: table } = await this.dynamodb.send(new DescribeTableCommand({ TableName: TABLE }));
    const backups = await this.dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: TABLE }));
    const versioning = await this.s3.send(new GetBucketVersioningCommand({ Bucket }));
    const encryption = await this.s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const access = await this.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const policy = await this.s3.send(new GetBucketPolicyCommand({ Bucket }));
    const lifecycle = await this.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const { resources, pendingOperations, secretsProvider } = parseCheckpoint(await this.checkpoint());
    const state = {
      key: { howMany: Keys.length, KeyState, rotation },
      table: {
        keys: table?.KeySchema,
        protected: table?.DeletionProtectionEnabled,
        encryption: table?.SSEDescription?.SSEType,
        recovery:
          backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
      },
      bucket: {
        versioning: versioning.Status,
        encryption: encryption.ServerSideEncryptionConfiguration?.Rules,
        access: access.PublicAccessBlockConfiguration,
        policy: JSON.parse(policy.Policy ?? "{}") as unknown,
        lifecycle: lifecycle.Rules,
      },
      state: {
        resources: resources
          .filter(({ type }) => type.startsWith("strata-state:"))
          .map(({ type, id, protect, inputs }) => ({ type, id, protect, inputs }))
          // They are made at once.
          .sort((left, right) => (left.type < right.type ? -1 : 1)),
        pending: pendingOperations.length,
        secrets: (secretsProvider?.state as { url?: string } | undefined)?.url,
      },
      leftOver: existsSync(join(this.folder, "state")),
    };
    return JSON.parse(JSON.stringify(state).replaceAll(KeyId, "<key>"));
  }

  async checkpoint(): Promise<string> {
    const found = await this.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: CHECKPOINT }));
    return (await found.Body?.transformToString()) ?? "";
  }

  /** The versions of everything in the bucket, as `key version`, without Pulumi's lock objects. */
  async versions(): Promise<string[]> {
    const found = await this.s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET }));
    return (found.Versions ?? [])
      .filter(({ Key }) => !Key?.includes("/locks/"))
      .map(({ Key, VersionId }) => `${Key} ${VersionId}`)
      .sort();
  }

  close(): void {
    this.s3.destroy();
    this.dynamodb.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
