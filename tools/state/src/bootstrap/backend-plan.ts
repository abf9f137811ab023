import type { Backend, EnvironmentDefinition } from "@strata/environment";
import { placeOfState } from "../leased/state-backend.ts";
import { BootstrapError } from "./bootstrap-error.ts";

/** What a bootstrap makes, as the catalogue has it. */
export interface BackendPlan {
  readonly environment: string;
  /** For PULUMI_BACKEND_URL. */
  readonly url: string;
  readonly bucket: string;
  /** Of every key, with a slash at its end; empty where the state is at the root of the bucket. */
  readonly prefix: string;
  readonly region: string;
  readonly lockTable: string;
  /** `awskms://…`, with its query. */
  readonly secretsProvider: string;
  /** The alias of the key, with `alias/` before it. */
  readonly keyAlias: string;
  /** Where the bucket is copied to; the destination and the role exist already. */
  readonly replication: Replication | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export type Replication = NonNullable<Backend["replication"]>;

/**
 * What has to be made for an environment. Throws {@link BootstrapError} with every reason why nothing can be: its state is
 * not in a bucket, or its secrets are not encrypted with a key that has an alias in the region of the bucket.
 *
 * @param url of the backend, if it is not the catalogue's
 */
export function backendPlan(environment: EnvironmentDefinition, url = environment.backend.url): BackendPlan {
  const { name, secretsProvider, repository, backend } = environment;
  const problems: string[] = [];
  const elsewhere = [backend.url, url].find((it) => !it.startsWith("s3://"));
  if (elsewhere !== undefined)
    throw new BootstrapError(
      `The state of "${name}" is in ${elsewhere}, which needs no bootstrap: only a bucket of S3 has to be made. Nothing was changed.`,
    );
  const { bucket, prefix, region } = placeOfState(url);
  if (region === undefined) problems.push(`backend.url: got ${url}; allowed: a URL with ?region=<region>`);
  if (backend.lockTable === undefined)
    problems.push("backend.lockTable: got nothing; allowed: the name of a table");
  const [, alias, query] = /^awskms:\/\/(alias\/[\w/-]+)\?(.*)$/.exec(secretsProvider) ?? [];
  if (alias === undefined)
    problems.push(
      `secretsProvider: got ${secretsProvider}; allowed: awskms://alias/<name>?region=<region>. A key that is named by its ARN exists already`,
    );
  const keyRegion = new URLSearchParams(query).get("region") ?? undefined;
  if (alias !== undefined && keyRegion !== region)
    problems.push(
      `secretsProvider: its key is in ${keyRegion}; allowed: ${region}, the region of the bucket`,
    );
  if (problems.length > 0)
    throw new BootstrapError(
      `The backend of "${name}" cannot be made as libs/environment/src/definitions.ts has it. Nothing was changed:\n  ${problems.join("\n  ")}`,
    );
  return {
    environment: name,
    url,
    bucket,
    prefix,
    region: region ?? "",
    lockTable: backend.lockTable ?? "",
    secretsProvider,
    keyAlias: alias ?? "",
    replication: backend.replication,
    tags: { environment: name, repository, project: "strata-bootstrap" },
  };
}

/** `aws`, or the partition of China or of GovCloud (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html). */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
