import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { printable } from "../lock/owner.ts";
import { CorruptCheckpointError } from "./state-error.ts";
import type { CheckpointStore, RecordedUpdate, StoredVersion, Writer } from "./store.ts";

/** A version of a checkpoint, with what it says and who wrote it. */
export interface HistoryEntry {
  readonly version: StoredVersion;
  /** Whether Pulumi reads this one. */
  readonly current: boolean;
  /** `undefined` of one that is corrupt. */
  readonly checkpoint: Checkpoint | undefined;
  readonly problems: readonly string[];
  /** All who wrote in the second in which it was written. */
  readonly writers: readonly string[];
  /** The run that it was written in. A run that was killed is written down nowhere. */
  readonly update: RecordedUpdate | undefined;
}

/** The newest versions of a stack's checkpoint, the newest first. Throws `StateError`. */
export async function checkpointHistory(store: CheckpointStore, limit: number): Promise<HistoryEntry[]> {
  const versions = (await store.versions()).slice(0, limit);
  const since = versions.at(-1)?.writtenAt ?? new Date(0);
  const [current, writers, updates] = await Promise.all([
    store.current(),
    store.writers(since),
    store.updates(since),
  ]);
  return Promise.all(
    versions.map(async (version) => ({
      version,
      current: version.id === current,
      ...(await readVersion(store, version)),
      writers: writersOf(version, writers),
      update: updates.find(({ from, until }) => isWithin(version.writtenAt, from, until)),
    })),
  );
}

async function readVersion(
  store: CheckpointStore,
  version: StoredVersion,
): Promise<Pick<HistoryEntry, "checkpoint" | "problems">> {
  try {
    return { checkpoint: parseCheckpoint(await store.read(version)), problems: [] };
  } catch (error) {
    if (!(error instanceof CorruptCheckpointError)) throw error;
    return { checkpoint: undefined, problems: error.problems };
  }
}

function writersOf({ writtenAt }: StoredVersion, writers: readonly Writer[]): string[] {
  const there = writers.filter(({ from, until }) => isWithin(writtenAt, from, until));
  return [...new Set(there.map(({ who }) => printable(who)))];
}

/** The clock of S3 tells seconds. */
function isWithin(time: Date, from: Date, until: Date | undefined): boolean {
  const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
  return seconds(from) <= seconds(time) && (until === undefined || seconds(time) <= seconds(until));
}

/** The newest version that Pulumi would accept. */
export function newestGood(entries: readonly HistoryEntry[]): HistoryEntry | undefined {
  return entries.find(({ checkpoint }) => checkpoint !== undefined);
}

/** A table of versions, as lines of text. */
export function renderHistory(entries: readonly HistoryEntry[]): string[] {
  const rows = [
    ["version", "written (UTC)", "resources", "pending", "by"],
    ...entries.map((entry) => [
      `${entry.version.id}${entry.current ? " *" : ""}`,
      entry.version.writtenAt.toISOString().slice(0, 19).replace("T", " "),
      entry.checkpoint === undefined ? "corrupt" : String(entry.checkpoint.resources.length),
      String(entry.checkpoint?.pendingOperations.length || ""),
      writtenBy(entry),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function writtenBy({ writers, update }: HistoryEntry): string {
  const run =
    update &&
    printable(
      [update.kind, update.result, update.commit?.slice(0, 7), update.author].filter(Boolean).join(", "),
    );
  return [writers.join(" and "), run && `(${run})`].filter(Boolean).join(" ") || "nobody knows";
}
