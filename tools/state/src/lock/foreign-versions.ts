import type { CheckpointHistory, CheckpointVersion, PulumiWriter } from "./checkpoint-versions.ts";
import type { LeaseOwner } from "./owner.ts";
import type { PulumiLock } from "./pulumi-lock.ts";

/** A version of a checkpoint that was written while one held the lease, and that is not one's own. */
export interface ForeignVersion {
  readonly version: CheckpointVersion;
  /** The version that came before it, and that it replaced; `undefined` where it was the first. */
  readonly before: CheckpointVersion | undefined;
  /** The version that came after it, and replaced it in turn; `undefined` where it is the newest. */
  readonly after: CheckpointVersion | undefined;
  /** Whoever had a lock object of Pulumi's own then; nobody where it was written by something else than Pulumi. */
  readonly writer: PulumiLock | undefined;
  /** False where one's own Pulumi ran at that time too, so that it may be one's own. */
  readonly certain: boolean;
}

/**
 * The versions between two histories that others have written. Pulumi signs nothing that it writes, so they are told apart by
 * the lock objects that its processes had at that time: one's own are those of the lease's host and processes. By the clock of
 * S3 alone, which tells seconds: what others write in the second in which one's own Pulumi begins or ends is taken for one's
 * own. Nothing is found where the bucket keeps no versions.
 *
 * @param lease its owner, and the IDs of versions that were written under it without Pulumi
 */
export function foreignVersions(
  before: CheckpointHistory,
  after: CheckpointHistory,
  { owner, ownVersions = [] }: { readonly owner: LeaseOwner; readonly ownVersions?: readonly string[] },
): ForeignVersion[] {
  // Rule 9: without versions nobody can tell.
  if (!after.versioned) return [];
  const isOwn = ({ lock }: PulumiWriter): boolean =>
    lock.hostname === owner.host && [owner.pid, ...(owner.processes ?? [])].includes(lock.pid);
  if (after.writers === undefined)
    throw new TypeError(
      "The later history is not made since the earlier one: checkpointVersions(s3, place, before)",
    );
  const own = after.writers.filter(isOwn);
  const others = after.writers.filter((writer) => !isOwn(writer));
  const known = before.versions[0];
  const start = after.versions.findIndex(
    ({ key, versionId }) => key === known?.key && versionId === known.versionId,
  );
  const written = start === -1 ? after.versions : after.versions.slice(0, start);
  return written.flatMap((version, index) => {
    if (ownVersions.includes(version.versionId)) return [];
    const mine = own.some((writer) => covers(writer, version));
    const writer = others.find((other) => covers(other, version) && !(mine && touches(other, own)));
    // Rule 9: what was written during the lease must be one's own.
    if (mine && writer === undefined) return [];
    return [
      {
        version,
        before: after.versions[index + 1],
        after: after.versions[index - 1],
        writer: writer?.lock,
        certain: !mine,
      },
    ];
  });
}

function covers({ from, until }: PulumiWriter, { lastModified }: CheckpointVersion): boolean {
  return (
    seconds(from) <= seconds(lastModified) && (until === undefined || seconds(lastModified) <= seconds(until))
  );
}

/** Whether somebody began or ended just as one of ours ended or began, so that no time is of both for sure. */
function touches(other: PulumiWriter, own: readonly PulumiWriter[]): boolean {
  return own.every(
    ({ from, until }) =>
      (other.until !== undefined && seconds(other.until) <= seconds(from)) ||
      (until !== undefined && seconds(until) <= seconds(other.from)),
  );
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** The command that shows what one version has and another has not. */
export function differenceCommand(
  stack: string,
  environment: string,
  { version, ...rest }: ForeignVersion,
): string {
  const other = rest.after ?? rest.before;
  const [from, to] = rest.after === undefined ? [other, version] : [version, other];
  return (
    `npx strata state diff ${stack} -c ${environment}` +
    `${from === undefined ? "" : ` --from ${from.versionId}`}${to === undefined ? "" : ` --to ${to.versionId}`}`
  );
}
