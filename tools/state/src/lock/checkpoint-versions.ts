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
  /** Those since an earlier history; `undefined` where there is no earlier one. */
  readonly writers: readonly PulumiWriter[] | undefined;
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
 * @param since an earlier history: what is in it is listed no further. Without it the 1000 newest versions are listed, and
 * nobody's lock objects are read.
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
    const isEnough = since === undefined ? () => true : isKnown;
    const lists = checkpointKeys(place).map(async (key) =>
      // The key of a backup begins like that of its checkpoint.
      (await list(s3, bucket, key, isEnough)).filter((version) => version.key === key),
    );
    const listed = (await Promise.all(lists)).flat();
    const versions = listed
      .filter(({ deleted }) => !deleted)
      .map(({ key, versionId, lastModified }) => ({ key, versionId, lastModified }))
      // Of one key they are in their order already, which times in seconds do not tell.
      .sort((left, right) => right.lastModified.getTime() - left.lastModified.getTime());
    const writers = since === undefined ? undefined : await writersSince(s3, place, known?.lastModified);
    return { versions, writers, versioned: listed.every(({ versionId }) => versionId !== "null") };
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

/** Each lock object has a key of its own, is put once, and is deleted once. Those that were deleted long ago are not read. */
async function writersSince(
  s3: S3Client,
  place: StatePlace,
  since: Date | undefined,
): Promise<PulumiWriter[]> {
  const { bucket } = place;
  const locks = await list(s3, bucket, lockFolder(place), () => false);
  const deletedAt = new Map(
    locks.flatMap(({ key, deleted, lastModified }) => (deleted ? [[key, lastModified] as const] : [])),
  );
  const read = locks.map(async ({ key, versionId, lastModified: from, deleted }): Promise<PulumiWriter[]> => {
    const until = deletedAt.get(key);
    if (deleted || (until !== undefined && since !== undefined && until < since)) return [];
    const lock = await readLock(s3, bucket, key, versionId === "null" ? undefined : versionId);
    return lock === undefined ? [] : [{ lock, from, until }];
  });
  return (await Promise.all(read)).flat();
}
