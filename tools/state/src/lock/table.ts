import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

type Credentials = NonNullable<ConstructorParameters<typeof DynamoDBClient>[0]>["credentials"];

/** The table of the leases of one bucket of state. */
export interface LockTable {
  readonly name: string;
  readonly client: DynamoDBClient;
}

export interface LockTableOptions {
  readonly name: string;
  readonly region: string;
  /** Those of the CLI. @default those of this process */
  readonly variables?: NodeJS.ProcessEnv;
  /** @default what the AWS SDK finds */
  readonly credentials?: Credentials;
}

/** A heartbeat must be able to fail and be sent again within a third of a lease. */
const CONNECT_MILLISECONDS = 1_500;
const REQUEST_MILLISECONDS = 3_000;

/**
 * A table that is reached with short time-outs, and without the retries of the SDK: it would send a conditional update again
 * that has happened already, and say that its condition is not fulfilled. The endpoint is that of AWS_ENDPOINT_URL_DYNAMODB or
 * AWS_ENDPOINT_URL.
 */
export function lockTable({
  name,
  region,
  variables = process.env,
  credentials,
}: LockTableOptions): LockTable {
  const endpoint = variables["AWS_ENDPOINT_URL_DYNAMODB"] || variables["AWS_ENDPOINT_URL"];
  const client = new DynamoDBClient({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint ? { endpoint } : {}),
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MILLISECONDS,
      requestTimeout: REQUEST_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
  });
  return { name, client };
}
