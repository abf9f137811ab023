import { ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import { fromBucket, type PulumiLock, readLock } from "./pulumi-lock.ts";
import { checkpointKeys, lockFolder, type StatePlace } from "./state-place.ts";

/** One version of a stack's checkpoint. */
export interface CheckpointVersion {
  readonly key: string;
  readonly versionId: string;
  /** By the clock of S3, which tells seconds. */
  readonly lastModified: Date;
}

/** A process that had a lock object of Pulumi's own, by the clock of S3. */
export interface PulumiWriter {
  readonly lock: PulumiLock;
  readonly from: Date;
  /** `undefined` while it has it. */
  readonly until: Date | undefined;
}

/** Who has written a stack's state, as the versions in its bucket tell. */
export interface CheckpointHistory {
  /** The newest first. */
  readonly versions: readonly CheckpointVersion[];
  readonly writers: readonly PulumiWriter[];
  /** False where the bucket keeps no versions: what is overwritten is then gone, and nobody can tell. */
  readonly versioned: boolean;
}

interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
  readonly deleted: boolean;
}

/**
 * The versions of a stack's checkpoint, and of Pulumi's own lock objects: in Pulumi 3.259.0 whatever writes a checkpoint has
 * one while it does (pkg/backend/diy/backend.go: Update, Refresh, Destroy, Import, ImportDeployment, CreateStack, RemoveStack,
 * renameStack). S3 lists the newest version of a key first
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html).
 *
 * @param since an earlier history: versions that are in it are listed no further; without it, the 1000 newest are
 * @throws `LeaseError` where the bucket cannot be asked
 */
export async function checkpointVersions(
  s3: S3Client,
  place: StatePlace,
  since?: CheckpointHistory,
): Promise<CheckpointHistory> {
  const { bucket } = place;
  return fromBucket(bucket, `the versions of ${place.project}/${place.stack}`, async () => {
    const known = since?.versions[0];
    const isKnown = ({ key, versionId }: ListedVersion): boolean =>
      key === known?.key && versionId === known.versionId;
    const listed: ListedVersion[] = [];
    for (const key of checkpointKeys(place)) {
      const all = await list(s3, bucket, key, since === undefined ? () => true : isKnown);
      listed.push(...all.filter((version) => version.key === key));
    }
    const versions = listed
      .filter(({ deleted }) => !deleted)
      // Of one key they are listed in their order, which times in seconds do not tell.
      .map(({ key, versionId, lastModified }) => ({ key, versionId, lastModified }))
      .sort((left, right) => right.lastModified.getTime() - left.lastModified.getTime());
    const locks = await list(s3, bucket, lockFolder(place), () => since === undefined);
    return {
      versions,
      writers: await writersOf(s3, bucket, locks),
      versioned: [...listed, ...locks].every(({ versionId }) => versionId !== "null"),
    };
  });
}

/** Lists pages until one has a version that is enough. */
async function list(
  s3: S3Client,
  bucket: string,
  prefix: string,
  isEnough: (version: ListedVersion) => boolean,
): Promise<ListedVersion[]> {
  const found: ListedVersion[] = [];
  let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...markers }));
    const versions = [
      ...(page.Versions ?? []).map((version) => ({ ...version, deleted: false })),
      ...(page.DeleteMarkers ?? []).map((marker) => ({ ...marker, deleted: true })),
    ].flatMap(({ Key: key, VersionId: versionId = "null", LastModified: lastModified, deleted }) =>
      key === undefined || lastModified === undefined ? [] : [{ key, versionId, lastModified, deleted }],
    );
    found.push(...versions);
    const { IsTruncated: more, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    if (more !== true || KeyMarker === undefined || versions.some(isEnough)) return found;
    markers = { KeyMarker, ...(VersionIdMarker === undefined ? {} : { VersionIdMarker }) };
  }
}

/** Each lock object has a key of its own, is put once, and is deleted once. */
async function writersOf(s3: S3Client, bucket: string, locks: readonly ListedVersion[]): Promise<PulumiWriter[]> {
  const puts = locks.filter(({ deleted }) => !deleted);
  const read = await Promise.all(
    puts.map(async ({ key, versionId, lastModified: from }) => {
      const lock = await readLock(s3, bucket, key, versionId === "null" ? undefined : versionId);
      const until = locks.find((other) => other.deleted && other.key === key)?.lastModified;
      return lock === undefined ? [] : [{ lock, from, until }];
    }),
  );
  return read.flat();
}
