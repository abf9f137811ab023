import { S3Client } from "@aws-sdk/client-s3";
import type { EnvironmentDefinition } from "@strata/environment";
import { awsSettings } from "../aws-settings.ts";
import { type LockTable, lockTable, type StatePlace } from "../lock/index.ts";

/** A bucket of state whose stacks have leases. */
export interface LeasedBackend {
  readonly environment: EnvironmentDefinition;
  /** The URL that the CLI is given as PULUMI_BACKEND_URL. */
  readonly url: string;
  readonly bucket: string;
  /** Of every key, with a slash at its end; empty where the state is at the root of the bucket. */
  readonly prefix: string;
  readonly table: LockTable;
  readonly s3: S3Client;
}

/**
 * The leases of an environment's stacks; `undefined` where none are needed: a folder, which one machine writes, and a
 * Pulumi Cloud, which lets one writer in at a time.
 *
 * @param variables those of the CLI, with PULUMI_BACKEND_URL and the identity that reaches the state
 */
export function leasedBackend(
  environment: EnvironmentDefinition,
  variables: NodeJS.ProcessEnv,
): LeasedBackend | undefined {
  const { lockTable: name, url: ours } = environment.backend;
  const url = variables["PULUMI_BACKEND_URL"] || ours;
  if (name === undefined || !url.startsWith("s3://")) return undefined;
  const { bucket, prefix, region } = placeOfState(url);
  const where = region ?? placeOfState(ours).region ?? "us-east-1";
  return {
    environment,
    url,
    bucket,
    prefix,
    table: lockTable({
      name,
      region: where,
      variables,
      credentials: awsSettings(variables, where, "DYNAMODB").credentials,
    }),
    s3: new S3Client({
      ...awsSettings(variables, where, "S3"),
      forcePathStyle: variables["AWS_ENDPOINT_URL"] !== undefined,
    }),
  };
}

/** Where a stack's state is in a bucket. */
export function statePlace(
  { bucket, prefix }: Pick<LeasedBackend, "bucket" | "prefix">,
  { project, stack }: Pick<StatePlace, "project" | "stack">,
): StatePlace {
  return { bucket, prefix, project, stack };
}

/** What a URL of Pulumi's S3 backend says (https://www.pulumi.com/docs/iac/concepts/state-and-backends/#aws-s3). */
export function placeOfState(url: string): { bucket: string; prefix: string; region: string | undefined } {
  const [path = "", query = ""] = url.replace(/^s3:\/\//, "").split("?");
  const [bucket = "", ...folders] = path.split("/").filter((part) => part !== "");
  return {
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(""),
    region: new URLSearchParams(query).get("region") ?? undefined,
  };
}
