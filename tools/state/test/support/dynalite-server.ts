import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { lockTable, type LockTable } from "../../src/lock/index.ts";

const REGION = "eu-central-1";
const CREDENTIALS = { accessKeyId: "nobody", secretAccessKey: "nothing" };

/** A DynamoDB in this process that does one update of an item after the other. */
export interface DynaliteServer {
  readonly endpoint: URL;
  stop(): Promise<void>;
}

export async function dynaliteServer(): Promise<DynaliteServer> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: new URL(`http://127.0.0.1:${port}`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A table at an endpoint, as the lease reaches it. */
export function tableAt(endpoint: URL, name = "locks"): LockTable {
  const variables = { AWS_ENDPOINT_URL_DYNAMODB: endpoint.origin };
  return lockTable({ name, region: REGION, variables, credentials: CREDENTIALS });
}

/** Makes the table of leases, as `strata bootstrap` does. */
export async function createLockTable(client: DynamoDBClient, name = "locks"): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
}
