import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { BootstrapError } from "./bootstrap-error.ts";
import type { Managed, OnStep } from "./managed.ts";

/** The table of the leases. */
export interface LockTableInputs {
  readonly table: string;
  readonly keyArn: string;
  readonly deletionProtection: boolean;
  readonly pointInTimeRecovery: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** How long a table may take to be there, in seconds. */
const CREATION_SECONDS = 120;

export class LeaseTable implements Managed<LockTableInputs> {
  readonly identity = "table";
  readonly #dynamodb: DynamoDBClient;
  readonly #onStep: OnStep;

  constructor(dynamodb: DynamoDBClient, onStep: OnStep) {
    this.#dynamodb = dynamodb;
    this.#onStep = onStep;
  }

  async ensure(inputs: LockTableInputs): Promise<{ id: string; outputs: Record<string, unknown> }> {
    const { table, deletionProtection, pointInTimeRecovery } = inputs;
    const found = await this.#describe(table);
    if (found === undefined) await this.#create(inputs);
    else assertKeySchema(found);
    await waitUntilTableExists(
      { client: this.#dynamodb, maxWaitTime: CREATION_SECONDS, minDelay: 1 },
      { TableName: table },
    );
    const there = await this.#describe(table);
    if ((there?.DeletionProtectionEnabled ?? false) !== deletionProtection) {
      await this.#onStep("table: protect it");
      await this.#dynamodb.send(
        new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: deletionProtection }),
      );
    }
    await this.#onStep("table: keep its past");
    await this.#dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: table,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: pointInTimeRecovery },
      }),
    );
    await this.#onStep("table: is there");
    return { id: table, outputs: { arn: there?.TableArn ?? "" } };
  }

  async read(id: string, inputs: LockTableInputs): ReturnType<Managed<LockTableInputs>["read"]> {
    const found = await this.#describe(id);
    if (found === undefined) return undefined;
    const { ContinuousBackupsDescription: backups } = await this.#dynamodb.send(
      new DescribeContinuousBackupsCommand({ TableName: id }),
    );
    const recovery = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    return {
      inputs: {
        ...inputs,
        deletionProtection: found.DeletionProtectionEnabled ?? false,
        pointInTimeRecovery: recovery === "ENABLED",
      },
      outputs: { arn: found.TableArn ?? "" },
    };
  }

  async #create({ table, keyArn, deletionProtection, tags }: LockTableInputs): Promise<void> {
    await this.#onStep("table: make it");
    await this.#dynamodb.send(
      new CreateTableCommand({
        TableName: table,
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: deletionProtection,
        SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: keyArn },
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  }

  async #describe(name: string): Promise<TableDescription | undefined> {
    try {
      return (await this.#dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
    } catch (error) {
      if ((error as Error).name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  }
}

/** A table that was made for something else would be of no use, and its items would be in the way. */
function assertKeySchema({ TableName, KeySchema, AttributeDefinitions }: TableDescription): void {
  const keys = (KeySchema ?? [])
    .map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`)
    .join(", ");
  const type = AttributeDefinitions?.find(({ AttributeName }) => AttributeName === "LockID")?.AttributeType;
  if (keys === "LockID HASH" && type === "S") return;
  throw new BootstrapError(
    `The table ${TableName} exists, with the key ${keys} of type ${type ?? "?"}; leases need LockID HASH of type S. Nothing in ` +
      `it was changed. Name another table in libs/environment/src/definitions.ts (backend.lockTable).`,
  );
}
