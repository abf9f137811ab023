import { parseCheckpoint } from "./checkpoint.ts";
import { type HistoryEntry, newestGood } from "./history.ts";
import type { StackInCommands } from "./pending.ts";
import { CorruptCheckpointError, StateError } from "./state-error.ts";
import type { CheckpointStore } from "./store.ts";

export interface RestoreRequest extends StackInCommands {
  /** The version to bring back. */
  readonly to: string;
  /** The newest version, by name: it is what is gone back over. */
  readonly over: string | undefined;
}

/**
 * Whether a version may be brought back, before anything is written; throws `StateError` with the command that may. The
 * newest version must be named: whoever restores must have seen what they go back over.
 *
 * @param entries the history, from the newest to at least the version to bring back
 */
export function assertMayRestore(entries: readonly HistoryEntry[], request: RestoreRequest): void {
  const { to, over } = request;
  const target = entries.find(({ version }) => version.id === to);
  if (target === undefined)
    throw new StateError(
      `There is no version ${JSON.stringify(to)}; there are: ${entries
        .slice(0, 10)
        .map(({ version }) => version.id)
        .join(", ")}. Nothing was changed. See all: ${command("history", request)}`,
    );
  if (target.checkpoint === undefined) throw corrupt(target, entries, request);
  const current = entries.find((entry) => entry.current);
  if (target.current) throw new StateError(`The version ${to} is the newest already. Nothing was changed.`);
  if (over === current?.version.id) return;
  const newer = entries.slice(0, entries.indexOf(target));
  const lead =
    over === undefined
      ? `The version ${to} is not the newest: it would go back over ${newer.length}`
      : `--over ${over} is not the newest version, which is ${current?.version.id ?? "a removal"}: somebody has written since. It would go back over ${newer.length}`;
  throw new StateError(
    [
      `${lead}. Nothing was changed.`,
      ...newer.map(
        ({ version, writers }) =>
          `  ${version.id}  ${version.writtenAt.toISOString()}  ${writers.join(" and ") || "nobody knows by whom"}`,
      ),
      `See what would be lost: ${command("diff", request)} --from ${to}`,
      `Then say over which version: ${restoreCommand(request, to, current)}`,
    ].join("\n"),
  );
}

/** Writes the version as the newest, verbatim, and reads it back. Resolves to the new version. Throws `StateError`. */
export async function restore(
  store: CheckpointStore,
  entries: readonly HistoryEntry[],
  request: RestoreRequest,
): Promise<string> {
  assertMayRestore(entries, request);
  const target = entries.find(({ version }) => version.id === request.to);
  if (target === undefined) throw new StateError(`There is no version ${request.to}`);
  const text = await store.read(target.version);
  parseCheckpoint(text);
  const written = await store.write(text, request.over);
  const back = (await store.versions()).find(({ id }) => id === written);
  if (back === undefined || (await store.read(back)) !== text)
    throw new StateError(
      `The version ${written} was written and cannot be read back as it was written. See: ${command("history", request)}`,
    );
  return written;
}

/** Refuses a corrupt version, and offers the newest good one. */
export function corrupt(
  entry: HistoryEntry,
  entries: readonly HistoryEntry[],
  where: StackInCommands,
): CorruptCheckpointError {
  const good = newestGood(entries);
  const offer =
    good === undefined
      ? `None of the ${entries.length} newest versions is good. See more: ${command("history", where)} --limit 1000`
      : `The newest good version is ${good.version.id} of ${good.version.writtenAt.toISOString()}, with ${good.checkpoint?.resources.length ?? 0} resources. ` +
        `Go back to it: ${restoreCommand(
          where,
          good.version.id,
          entries.find(({ current }) => current),
        )}`;
  return new CorruptCheckpointError([
    `The version ${entry.version.id} of the state of ${where.stack} in ${where.environment} is corrupt, and nothing was changed:\n` +
      entry.problems.map((problem) => `  ${problem}`).join("\n") +
      `\n${offer}`,
  ]);
}

function restoreCommand(where: StackInCommands, to: string, current: HistoryEntry | undefined): string {
  const over = current === undefined ? "" : ` --over ${current.version.id}`;
  return `${command("restore", where)} --to ${to}${over}`;
}

function command(name: string, { stack, environment }: StackInCommands): string {
  return `npx strata state ${name} ${stack} -c ${environment}`;
}
