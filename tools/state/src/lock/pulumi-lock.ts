import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { LeaseError } from "./errors.ts";
import { reasonOf } from "./failures.ts";
import { lockFolder, type StatePlace } from "./state-place.ts";

/** A lock object of Pulumi's own, which every process that writes a stack's state has (pkg/backend/diy/lock.go, 3.259.0). */
export interface PulumiLock {
  readonly key: string;
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  /** ISO 8601, by the clock of that host. */
  readonly timestamp: string;
}

const contentSchema = z.object({
  pid: z.int(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/**
 * Pulumi's own lock objects of a stack that are there now. Throws a {@link LeaseError} where the bucket cannot be read.
 */
export async function pulumiLocksOf(s3: S3Client, place: StatePlace): Promise<PulumiLock[]> {
  const { bucket } = place;
  const folder = lockFolder(place);
  return fromBucket(bucket, `Pulumi's locks in ${folder}`, async () => {
    const found = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder }));
    const keys = (found.Contents ?? []).flatMap(({ Key }) => (Key?.endsWith(".json") === true ? [Key] : []));
    const locks = await Promise.all(keys.map((key) => readLock(s3, bucket, key)));
    return locks.filter((lock) => lock !== undefined);
  });
}

/** `undefined` for one that is gone by now. One that cannot be understood is somebody's nevertheless. */
export async function readLock(
  s3: S3Client,
  bucket: string,
  key: string,
  versionId?: string,
): Promise<PulumiLock | undefined> {
  try {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...version }));
    return parseLock(key, (await body?.transformToString()) ?? "");
  } catch (error) {
    if (["NoSuchKey", "NoSuchVersion"].includes((error as Error).name)) return undefined;
    throw error;
  }
}

export function parseLock(key: string, text: string): PulumiLock {
  try {
    return { key, ...contentSchema.parse(JSON.parse(text)) };
  } catch {
    return { key, pid: 0, username: "unknown", hostname: "unknown", timestamp: "unknown" };
  }
}

/** Says which bucket could not be asked about what, and why. */
export async function fromBucket<T>(bucket: string, what: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw new LeaseError(
      `s3://${bucket} cannot be asked about ${what}: ${reasonOf(error)}. ` +
        "Nobody knows then who else writes. See who you are and what you may: npx strata doctor",
      { cause: error },
    );
  }
}
