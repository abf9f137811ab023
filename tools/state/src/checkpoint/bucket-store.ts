import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type CheckpointHistory, checkpointVersions } from "../lock/checkpoint-versions.ts";
import { reasonOf } from "../lock/failures.ts";
import type { StatePlace } from "../lock/state-place.ts";
import { decode, encode } from "./compression.ts";
import { parseUpdate } from "./recorded-update.ts";
import { StateError } from "./state-error.ts";
import type { CheckpointStore, RecordedUpdate, StoredVersion, Writer } from "./store.ts";

/** How many of the runs that the engine has written down are read, the newest first. */
const MOST_UPDATES = 50;

/** A checkpoint in a bucket of S3 with versioning. */
export class BucketStore implements CheckpointStore {
  readonly #s3: S3Client;
  readonly #place: StatePlace;

  constructor(s3: S3Client, place: StatePlace) {
    this.#s3 = s3;
    this.#place = place;
  }

  get name(): string {
    return `s3://${this.#place.bucket}/${this.#place.prefix}`.replace(/\/$/, "");
  }

  async versions(): Promise<readonly StoredVersion[]> {
    const { versions, versioned } = await checkpointVersions(this.#s3, this.#place);
    const { project, stack, bucket } = this.#place;
    if (versions.length === 0)
      throw new StateError(
        `There is no state of ${project}/${stack} in ${this.name}, and never was. Make it with: npx strata init ${project} -c ${stack}`,
      );
    if (!versioned)
      throw new StateError(
        `The bucket ${bucket} keeps no versions, so that there is nothing to go back to. Switch them on: npx strata bootstrap -c ${stack}`,
      );
    return versions.map(({ key, versionId, lastModified }) => ({
      id: versionId,
      key,
      writtenAt: lastModified,
    }));
  }

  async current(): Promise<string | undefined> {
    const [newest] = await this.versions();
    return newest && (await this.#head(newest.key))?.versionId;
  }

  async read({ id, key }: StoredVersion): Promise<string> {
    const bytes = await this.#get(key, id);
    if (bytes === undefined)
      throw new StateError(`The version ${id} of ${this.name}/${key} is not there any more`);
    return decode(key, bytes);
  }

  async writers(since: Date): Promise<readonly Writer[]> {
    // A version that is none of its own: all lock objects that were there since then are read.
    const known: CheckpointHistory = {
      versions: [{ key: "", versionId: "", lastModified: since }],
      writers: undefined,
      versioned: true,
    };
    const { writers = [] } = await checkpointVersions(this.#s3, this.#place, known);
    return writers.map(({ lock, from, until }) => ({
      who: `${lock.username} on ${lock.hostname} (pid ${lock.pid})`,
      from,
      until,
    }));
  }

  async updates(since: Date): Promise<readonly RecordedUpdate[]> {
    const { bucket, prefix, project, stack } = this.#place;
    const folder = `${prefix}.pulumi/history/${project}/${stack}/`;
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const next: { ContinuationToken?: string } = token === undefined ? {} : { ContinuationToken: token };
      const page = await this.#ask(folder, () =>
        this.#s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, ...next })),
      );
      for (const { Key: key, LastModified: modified } of page.Contents ?? [])
        if (key !== undefined && /\.history\.json(\.gz|\.zst)?$/.test(key) && modified && modified >= since)
          keys.push(key);
      token = page.NextContinuationToken;
    } while (token !== undefined);
    const newest = keys.sort().slice(-MOST_UPDATES);
    const read = newest.map(async (key) => {
      const bytes = await this.#get(key);
      return bytes === undefined ? undefined : parseUpdate(decode(key, bytes));
    });
    return (await Promise.all(read)).filter((update) => update !== undefined);
  }

  async write(text: string, over: string | undefined): Promise<string> {
    const { bucket } = this.#place;
    const [newest] = await this.versions();
    if (newest === undefined) throw new StateError(`There is no state in ${this.name}`);
    const { key } = newest;
    const head = await this.#head(key);
    if (head?.versionId !== over) throw movedOn(over, head?.versionId);
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    const condition = head === undefined ? { IfNoneMatch: "*" } : { IfMatch: head.etag };
    try {
      const { VersionId: written } = await this.#s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: encode(key, text), ...condition }),
      );
      return written ?? "null";
    } catch (error) {
      if (["PreconditionFailed", "ConditionalRequestConflict"].includes((error as Error).name))
        throw movedOn(over, (await this.#head(key))?.versionId);
      throw this.#failure(key, error);
    }
  }

  async #head(key: string): Promise<{ versionId: string; etag: string } | undefined> {
    try {
      const found = await this.#s3.send(new HeadObjectCommand({ Bucket: this.#place.bucket, Key: key }));
      return { versionId: found.VersionId ?? "null", etag: found.ETag ?? "" };
    } catch (error) {
      if (["NotFound", "NoSuchKey"].includes((error as Error).name)) return undefined;
      throw this.#failure(key, error);
    }
  }

  async #get(key: string, versionId?: string): Promise<Uint8Array | undefined> {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    try {
      const found = await this.#s3.send(
        new GetObjectCommand({ Bucket: this.#place.bucket, Key: key, ...version }),
      );
      return await found.Body?.transformToByteArray();
    } catch (error) {
      if (["NoSuchKey", "NoSuchVersion"].includes((error as Error).name)) return undefined;
      throw this.#failure(key, error);
    }
  }

  async #ask<T>(key: string, question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.#failure(key, error);
    }
  }

  #failure(key: string, error: unknown): StateError {
    return new StateError(
      `${this.name} cannot be asked about ${key}: ${reasonOf(error)}. Nothing was changed. See who you are and what you may: npx strata doctor`,
      { cause: error },
    );
  }
}

/** Somebody has written since the caller looked. */
export function movedOn(expected: string | undefined, found: string | undefined): StateError {
  return new StateError(
    `The newest version is ${found ?? "a removal"} now, and not ${expected ?? "a removal"}: somebody has written ` +
      `meanwhile. Nothing was changed. See what they wrote, then restore again.`,
  );
}
