import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listResources, openStore, removeResources } from "../src/index.ts";
import type { Sandbox, StateResource } from "./pulumi.ts";
import { StackFolders, STACKS, type StackName, succeed, type Victim } from "./stack-folders.ts";

/** What was found after a crash. */
export interface Recovery {
  /** Creations that the state had only begun, and the store had done: imported. */
  imported: number;
  /** Creations that neither had done: cleared. */
  cleared: number;
  /**
   * Creations that the store had done and nobody was told of, not even the state: the provider's answer never left.
   * With AWS too they would be found only by looking; they are deleted as `strata cloud remove` does.
   */
  strays: number;
  /** Resources that the state knew of after the crash. */
  acknowledged: number;
}

/** What happened at one point. */
export interface CrashReport extends Recovery {
  stack: StackName;
  victim: Victim;
  /** Milliseconds after the start of the stack's up. */
  after: number;
  /** Before the engine began with any resource, in the middle of them, or too late: the up succeeded. */
  when: "before" | "within" | "after";
  /** The quarter of the time of the up of all five that the point lies in, 1 to 4. */
  quarter: number;
  /** Resources that the engine's event log had reported as done before the crash. */
  logged: number;
}

/** Crashes the up of five stacks, and brings it to its end as the documentation says. */
export class CrashRun {
  readonly #sandbox: Sandbox;
  readonly #stacks: StackFolders;
  /** How long the up of each stack takes when nothing crashes, in milliseconds. */
  readonly #durations = new Map<StackName, number>();
  /** The URNs that each up adds to the store. */
  readonly #ends = new Map<StackName, string[]>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
    this.#stacks = new StackFolders(sandbox);
  }

  /** An up of all five without a crash, and a copy of state and store before each stack's part of it. */
  async prepare(): Promise<void> {
    for (const stack of STACKS)
      await succeed(this.#stacks.pulumi(stack, "stack", "init", "local", "--no-select"));
    for (const stack of STACKS) {
      await this.#save(stack);
      await this.#stacks.serve();
      const start = performance.now();
      rmSync(this.#log, { force: true });
      await succeed(this.#stacks.up(stack, "--event-log", this.#log));
      this.#durations.set(stack, performance.now() - start);
      this.#ends.set(stack, this.#urns(stack));
      this.#assertLogComplete(stack);
    }
  }

  /** Crashes a process at a point of the up of all five, every moment as likely as another. */
  async crashAt(random: () => number, victim: Victim): Promise<CrashReport> {
    const total = [...this.#durations.values()].reduce((sum, duration) => sum + duration, 0);
    let after = random() * total;
    const quarter = Math.floor((after / total) * 4) + 1;
    const stack = STACKS.find((name) => {
      const duration = this.#durations.get(name) ?? 0;
      if (after < duration) return true;
      after -= duration;
      return false;
    }) as StackName;
    await this.#restore(stack);
    await this.#stacks.serve();
    rmSync(this.#log, { force: true });
    const up = this.#stacks.up(stack, "--event-log", this.#log);
    await sleep(after);
    const killed = await this.#stacks.kill(victim);
    const { code } = await up;
    const events = readEvents(this.#log);
    const when = !killed || code === 0 ? "after" : events.began ? "within" : "before";
    const report = { stack, victim, after: Math.round(after), when, quarter } as const;
    try {
      return { ...report, logged: events.done.length, ...(await this.#recover(stack, events.done)) };
    } catch (error) {
      throw new Error(`${JSON.stringify(report)}: ${(error as Error).message}`);
    }
  }

  /**
   * Kills the engine as soon as the store has so many resources more of network, when the state knows of the last ones
   * only that they were begun; what recovery found.
   */
  async crashInCreation(count: number): Promise<Recovery> {
    await this.#restore("network");
    await this.#stacks.serve();
    rmSync(this.#log, { force: true });
    const up = this.#stacks.up("network", "--event-log", this.#log);
    let ended = false;
    void up.then(() => (ended = true));
    const store = openStore(this.#sandbox.storePath);
    const before = store.list().length;
    while (!ended && store.list().length < before + count) await sleep(1);
    store.close();
    const tooLate = ended;
    await this.#stacks.kill("engine");
    await up;
    if (tooLate) throw new Error(`The up of network ended before ${count} resources were made.`);
    return this.#recover("network", readEvents(this.#log).done);
  }

  async close(): Promise<void> {
    await this.#stacks.close();
  }

  get #log(): string {
    return join(this.#sandbox.folder, "events.jsonl");
  }

  /** A record that says nothing would find nothing lost. */
  #assertLogComplete(stack: StackName): void {
    const logged = readEvents(this.#log).done.map(({ urn }) => urn);
    const missing = this.#urns(stack).filter((urn) => !logged.includes(urn));
    if (missing.length > 0) throw new Error(`not in the event log: ${missing.join(", ")}`);
  }

  /**
   * What a person does after an interrupted update:
   * https://www.pulumi.com/docs/support/troubleshooting/common-issues/interrupted-updates/
   */
  async #recover(stack: StackName, logged: readonly Acknowledged[]): Promise<Recovery> {
    // A provider that outlives its engine may have calls under way: nothing is looked at before they have ended.
    await this.#stacks.close();
    // The lock of an engine that was killed. There is none to cancel if it was not.
    await this.#stacks.pulumi(stack, "cancel", "--yes");
    const { resources, pending } = this.#stacks.checkpoint(stack);
    const stored = listResources(this.#sandbox.storePath).filter(({ urn }) => projectOf(urn) === stack);
    const storedIds = new Map(stored.map(({ urn, id }) => [urn, id]));
    // What the state says, and what the engine had told in its log before: neither is made from the store.
    const lost = [...resources, ...logged].filter(({ urn, id }) => storedIds.get(urn) !== id);
    if (lost.length > 0) throw new Error(`acknowledged and lost: ${lost.map(({ urn }) => urn).join(", ")}`);

    const known = new Set(resources.map(({ urn }) => urn));
    const begun = pending.filter(({ type }) => type === "creating").map(({ resource }) => resource.urn);
    // The engine logs a creation before it writes its end into the state: killed in between, it is a pending one.
    const forgotten = logged.filter(({ urn }) => !known.has(urn) && !begun.includes(urn));
    if (forgotten.length > 0)
      throw new Error(`acknowledged, unknown to the state: ${forgotten.map(({ urn }) => urn).join(", ")}`);
    const done = begun.filter((urn) => storedIds.has(urn) && !known.has(urn));
    const strays = stored.filter(({ urn }) => !known.has(urn) && !begun.includes(urn));
    this.#deleteByHand(strays.map(({ urn }) => urn));

    await this.#import(
      stack,
      pending.filter(({ resource }) => done.includes(resource.urn)).map(({ resource }) => resource),
      storedIds,
    );
    await succeed(
      this.#stacks.pulumi(
        stack,
        "refresh",
        "--yes",
        "--skip-preview",
        "--suppress-progress",
        "--clear-pending-creates",
      ),
    );
    const found = `${done.length} imported, ${begun.length - done.length} cleared, strays ${JSON.stringify(strays.map(({ urn }) => urn))}`;
    await succeed(this.#stacks.up(stack)).catch((error: Error) => {
      throw new Error(`up after ${found}: ${error.message}`);
    });
    this.#compareEnd(stack, [...known].concat(done), storedIds);
    await succeed(this.#stacks.pulumi(stack, "preview", "--expect-no-changes", "--suppress-progress"));
    return {
      imported: done.length,
      cleared: begun.length - done.length,
      strays: strays.length,
      acknowledged: resources.length,
    };
  }

  /**
   * Takes resources into the state that it had only begun to make. Not by `pulumi refresh --import-pending-creates`:
   * of Pulumi 3.259.0 it turns a pending creation into a pending import, which nothing carries out and the refresh
   * forgets (pkg/cmd/pulumi/operations/refresh.go, pkg/backend/journal.go), so that the next up makes a second one.
   */
  async #import(
    stack: StackName,
    begun: readonly StateResource[],
    ids: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (begun.length === 0) return;
    const nameTable: Record<string, string> = {};
    const nameOf = (urn: string): string => {
      const name = `r${Object.keys(nameTable).length}`;
      nameTable[name] = urn;
      return name;
    };
    const resources = begun.map(({ type, urn, parent, provider }) => ({
      type,
      name: urn.split("::").at(-1),
      id: ids.get(urn),
      ...(parent === undefined ? {} : { parent: nameOf(parent) }),
      // URN::ID
      ...(provider === undefined ? {} : { provider: nameOf(provider.slice(0, provider.lastIndexOf("::"))) }),
    }));
    const file = join(this.#sandbox.folder, "import.json");
    writeFileSync(file, JSON.stringify({ nameTable, resources }));
    await succeed(
      this.#stacks.pulumi(
        stack,
        "import",
        "--file",
        file,
        "--protect=false",
        "--generate-code=false",
        "--yes",
        "--skip-preview",
      ),
    );
  }

  /** The same resources as without a crash; those that were acknowledged are still the same ones; nothing besides. */
  #compareEnd(stack: StackName, kept: readonly string[], before: ReadonlyMap<string, string>): void {
    const end = this.#urns(stack);
    const expected = this.#ends.get(stack) ?? [];
    if (JSON.stringify(end) !== JSON.stringify(expected)) {
      const missing = expected.filter((urn) => !end.includes(urn));
      const more = end.filter((urn, index) => !expected.includes(urn) || end.indexOf(urn) !== index);
      throw new Error(
        `another end: missing ${missing.join(", ") || "none"}; too many ${more.join(", ") || "none"}`,
      );
    }
    const stored = new Map(listResources(this.#sandbox.storePath).map(({ urn, id }) => [urn, id]));
    const { resources, pending } = this.#stacks.checkpoint(stack);
    const disagree = resources.filter(({ urn, id }) => stored.get(urn) !== id).map(({ urn }) => urn);
    const replaced = kept.filter((urn) => stored.get(urn) !== before.get(urn));
    if (disagree.length + replaced.length + pending.length > 0 || resources.length !== end.length) {
      throw new Error(
        `state and store disagree: ${disagree.join(", ") || "none"}; made anew: ${replaced.join(", ") || "none"}; ` +
          `pending: ${pending.length}; ${resources.length} resources in the state, ${end.length} in the store`,
      );
    }
  }

  #urns(stack: StackName): string[] {
    return listResources(this.#sandbox.storePath)
      .map(({ urn }) => urn)
      .filter((urn) => projectOf(urn) === stack)
      .sort();
  }

  #deleteByHand(urns: readonly string[]): void {
    if (urns.length === 0) return;
    const store = openStore(this.#sandbox.storePath);
    removeResources(
      store,
      store.list().filter(({ urn }) => urns.includes(urn)),
    );
    store.close();
  }

  // The store is copied while nobody has it open: its file is complete then.
  async #save(stack: StackName): Promise<void> {
    await this.#stacks.close();
    const copy = join(this.#sandbox.folder, "before", stack);
    mkdirSync(copy, { recursive: true });
    openStore(this.#sandbox.storePath).close();
    cpSync(join(this.#sandbox.folder, "state"), join(copy, "state"), { recursive: true });
    cpSync(this.#sandbox.storePath, join(copy, "cloud.sqlite"));
  }

  async #restore(stack: StackName): Promise<void> {
    await this.#stacks.close();
    const copy = join(this.#sandbox.folder, "before", stack);
    for (const name of ["state", "cloud.sqlite", "cloud.sqlite-wal", "cloud.sqlite-shm"]) {
      rmSync(join(this.#sandbox.folder, name), { recursive: true, force: true });
    }
    cpSync(join(copy, "state"), join(this.#sandbox.folder, "state"), { recursive: true });
    cpSync(join(copy, "cloud.sqlite"), this.#sandbox.storePath);
  }
}

interface Acknowledged {
  urn: string;
  id: string;
}

/** The engine's own record: https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/events.go */
function readEvents(path: string): { began: boolean; done: Acknowledged[] } {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  // A line that a kill cut off was not told.
  const lines = text
    .split("\n")
    .slice(0, -1)
    .filter((line) => line !== "");
  const steps = lines.map((line) => JSON.parse(line) as EngineEvent);
  const done = steps.flatMap(({ resOutputsEvent }) => {
    const { op, type = "", urn = "", new: now } = resOutputsEvent?.metadata ?? {};
    return type.startsWith("aws:") && op === "create" && now?.id ? [{ urn, id: now.id }] : [];
  });
  return { began: steps.some(({ resourcePreEvent }) => resourcePreEvent !== undefined), done };
}

interface EngineEvent {
  resourcePreEvent?: unknown;
  resOutputsEvent?: { metadata?: { op?: string; type?: string; urn?: string; new?: { id?: string } } };
}

function projectOf(urn: string): string {
  return urn.split("::")[1] ?? "";
}

export function describeCrash(report: CrashReport): string {
  const { stack, victim, after, when, quarter, logged, imported, cleared, strays, acknowledged } = report;
  return (
    `${when}  ${stack} after ${after} ms, quarter ${quarter}, ${victim}: ${acknowledged} in the state, ${logged} logged, ` +
    `${imported} imported, ${cleared} cleared, ${strays} strays`
  );
}
