import {
  checkpointHistory,
  type CheckpointStore,
  corrupt,
  differences,
  type HistoryEntry,
  pendingAdvice,
  renderDifferences,
  renderHistory,
  renderPending,
  restore,
  type StackInCommands,
  StateError,
} from "@strata/state/checkpoint";
import { UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { openState } from "./open-store.ts";
import { type NamedStack, stackOfWorkspace } from "./stack-of-workspace.ts";

/** How many versions a history shows, and an offer looks through, unless it is told. */
const VERSIONS = 30;

const OPTIONS = {
  configuration: { type: "string", short: "c" },
  limit: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  over: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

type Name = "history" | "diff" | "restore" | "pending";

/** What else each command takes. */
const TAKES: Readonly<Record<Name, readonly string[]>> = {
  history: ["limit", "json"],
  diff: ["from", "to", "json"],
  restore: ["to", "over"],
  pending: ["json"],
};

/** Runs `strata state <name>`; resolves to the exit code. Throws {@link UsageError}, `StateError`. */
export async function runState(name: Name, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, OPTIONS, 1);
  const { configuration, json, ...given } = values;
  for (const flag of [...Object.keys(given), ...(json ? ["json"] : [])])
    if (!TAKES[name].includes(flag)) throw new UsageError(`--${flag} means nothing to ${name}`);
  if (configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
  const stack = stackOfWorkspace(positionals[0] ?? "", configuration);
  const where = { stack: stack.stack, environment: stack.environment.name };
  switch (name) {
    case "history":
      return history(stack, where, { limit: limitOf(values.limit), json });
    case "diff":
      return diff(stack, where, { ...values, json });
    case "pending":
      return pending(stack, where, json);
    case "restore":
      if (values.to === undefined) throw new UsageError("expects the version to go back to: --to <version>");
      return bringBack(stack, { ...where, to: values.to, over: values.over });
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return VERSIONS;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UsageError(`--limit: got ${JSON.stringify(text)}; allowed: a number from 1 to 99999`);
}

async function history(
  stack: NamedStack,
  where: StackInCommands,
  { limit, json }: { limit: number; json: boolean },
): Promise<number> {
  const entries = await checkpointHistory(openState(stack, "preview").store, limit);
  if (json) {
    print(JSON.stringify(entries.map(publicEntry), undefined, 2));
    return 0;
  }
  print(...renderHistory(entries));
  const current = entries.find((entry) => entry.current);
  if (current === undefined) print(`The stack was removed; none of these is what Pulumi reads.`);
  const advice = current?.checkpoint && renderPending(pendingAdvice(current.checkpoint, where));
  if (advice && advice.length > 0) print("", "A run was interrupted. What it had begun:", ...advice);
  // The table says it in a word; the way out needs more.
  if (current !== undefined && current.checkpoint === undefined) throw corrupt(current, entries, where);
  return 0;
}

async function diff(
  stack: NamedStack,
  where: StackInCommands,
  { from, to, json }: { from?: string; to?: string; json: boolean },
): Promise<number> {
  const entries = await historyBackTo(openState(stack, "preview").store, from, to);
  const newer = to === undefined ? entries[0] : find(entries, to, where);
  const before = newer && entries[entries.indexOf(newer) + 1];
  const older = from === undefined ? before : find(entries, from, where);
  if (newer === undefined || older === undefined)
    throw new StateError(`There is one version only, and nothing to compare it with.`);
  if (older.checkpoint === undefined) throw corrupt(older, entries, where);
  if (newer.checkpoint === undefined) throw corrupt(newer, entries, where);
  const found = differences(older.checkpoint, newer.checkpoint);
  if (json) {
    print(JSON.stringify({ from: older.version.id, to: newer.version.id, resources: found }, undefined, 2));
    return 0;
  }
  const heading = ({ version, writers }: HistoryEntry): string =>
    `${version.id}  ${version.writtenAt.toISOString()}  ${writers.join(" and ")}`.trimEnd();
  print(`from ${heading(older)}`, `to   ${heading(newer)}`, ...renderDifferences(found));
  return 0;
}

async function pending(stack: NamedStack, where: StackInCommands, json: boolean): Promise<number> {
  const entries = await checkpointHistory(openState(stack, "preview").store, VERSIONS);
  const current = entries.find((entry) => entry.current);
  if (current !== undefined && current.checkpoint === undefined) throw corrupt(current, entries, where);
  const found = current?.checkpoint ? pendingAdvice(current.checkpoint, where) : [];
  if (json) print(JSON.stringify(found, undefined, 2));
  else if (found.length === 0) print(`No operation of ${where.stack} in ${where.environment} is pending.`);
  else
    print(
      `A run of ${where.stack} in ${where.environment} was interrupted. What it had begun:`,
      ...renderPending(found),
    );
  return 0;
}

async function bringBack(
  stack: NamedStack,
  request: StackInCommands & { to: string; over: string | undefined },
): Promise<number> {
  const { store, asOneWriter } = openState(stack, "apply");
  const written = await asOneWriter("state restore", async ({ noteVersion }) => {
    const version = await restore(store, await historyBackTo(store, request.to), request);
    noteVersion(version);
    return version;
  });
  print(
    `The state of ${request.stack} in ${request.environment} is that of ${request.to} again: version ${written}. ` +
      `No version was deleted; ${request.over ?? "the removal"} is still there.`,
    `The cloud is as it was. See what it has that this state has not: npx nx run ${request.stack}:drift -c ${request.environment}`,
  );
  return 0;
}

/** The history from the newest to one before the oldest of these versions; what came before is not read. */
async function historyBackTo(
  store: CheckpointStore,
  ...ids: readonly (string | undefined)[]
): Promise<HistoryEntry[]> {
  const versions = await store.versions();
  const oldest = versions.findLastIndex(({ id }) => ids.includes(id));
  return checkpointHistory(store, Math.max(VERSIONS, oldest + 2));
}

function find(
  entries: readonly HistoryEntry[],
  id: string,
  { stack, environment }: StackInCommands,
): HistoryEntry {
  const found = entries.find(({ version }) => version.id === id);
  if (found !== undefined) return found;
  throw new StateError(
    `There is no version ${JSON.stringify(id)} of ${stack} in ${environment}. See all: npx strata state history ${stack} -c ${environment}`,
  );
}

/** Without what the resources hold. */
function publicEntry({ version, current, checkpoint, problems, writers, update }: HistoryEntry): object {
  return {
    id: version.id,
    writtenAt: version.writtenAt.toISOString(),
    current,
    resources: checkpoint?.resources.length,
    pendingOperations: checkpoint?.pendingOperations.length,
    problems,
    writers,
    update,
  };
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
