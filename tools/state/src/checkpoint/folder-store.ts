import { existsSync, globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { movedOn } from "./bucket-store.ts";
import { decode, encode } from "./compression.ts";
import { parseUpdate } from "./recorded-update.ts";
import { StateError } from "./state-error.ts";
import type { CheckpointStore, RecordedUpdate, StoredVersion, Writer } from "./store.ts";

/** The checkpoint that Pulumi reads has no name of its own in a folder. */
const CURRENT = "current";

/**
 * A checkpoint in a folder. It has no versions but those that Pulumi keeps: a copy before each update in
 * `.pulumi/backups`, one after each in `.pulumi/history` (pkg/backend/diy/state.go, Pulumi 3.259.0).
 */
export class FolderStore implements CheckpointStore {
  readonly name: string;
  readonly #project: string;
  readonly #stack: string;

  /** @param folder the one that has `.pulumi` in it */
  constructor(folder: string, { project, stack }: { project: string; stack: string }) {
    this.name = folder;
    this.#project = project;
    this.#stack = stack;
  }

  async versions(): Promise<readonly StoredVersion[]> {
    const current = this.#currentFile();
    const copies = [
      ...this.#files("backups", `${this.#stack}.*.json*`),
      ...this.#files("history", `${this.#stack}-*.checkpoint.json*`),
    ].map((file): StoredVersion => {
      const id = /(\d{10,})/.exec(basename(file).slice(this.#stack.length))?.[1] ?? basename(file);
      return { id, key: file, writtenAt: new Date(Number(id.slice(0, 13))) };
    });
    if (current === undefined && copies.length === 0)
      throw new StateError(
        `There is no state of ${this.#project}/${this.#stack} in ${this.name}. Make it with: ` +
          `npx strata init ${this.#project} -c ${this.#stack}`,
      );
    const newest =
      current === undefined ? [] : [{ id: CURRENT, key: current, writtenAt: statSync(current).mtime }];
    const older = copies.sort((left, right) => right.writtenAt.getTime() - left.writtenAt.getTime());
    return [...newest, ...older];
  }

  current(): Promise<string | undefined> {
    return Promise.resolve(this.#currentFile() === undefined ? undefined : CURRENT);
  }

  async read({ key }: StoredVersion): Promise<string> {
    return decode(key, readFileSync(key));
  }

  /** A folder keeps no lock that has ended. */
  writers(): Promise<readonly Writer[]> {
    return Promise.resolve([]);
  }

  updates(since: Date): Promise<readonly RecordedUpdate[]> {
    const found = this.#files("history", `${this.#stack}-*.history.json*`).flatMap((file) => {
      const update = parseUpdate(decode(file, readFileSync(file)));
      return update === undefined || update.until < since ? [] : [update];
    });
    return Promise.resolve(found);
  }

  async write(text: string, over: string | undefined): Promise<string> {
    const locks = globSync("*.json", {
      cwd: join(this.name, ".pulumi/locks/organization", this.#project, this.#stack),
    });
    if (locks.length > 0)
      throw new StateError(
        `${this.#project}/${this.#stack} is locked by a run, or by one that was killed. Nothing was changed. If none ` +
          `runs, unlock it: npx pulumi cancel --stack ${this.#stack} --yes`,
      );
    const current = this.#currentFile();
    if ((current === undefined ? undefined : CURRENT) !== over) throw movedOn(over, current && CURRENT);
    const target = current ?? join(this.name, ".pulumi/stacks", this.#project, `${this.#stack}.json`);
    if (current !== undefined) this.#keep(current);
    const partial = `${target}.${process.pid}.partial`;
    writeFileSync(partial, encode(target, text));
    renameSync(partial, target);
    return Promise.resolve(CURRENT);
  }

  /** What is written over stays, as a copy with a name as Pulumi's own. */
  #keep(file: string): void {
    const folder = join(this.name, ".pulumi/backups", this.#project, this.#stack);
    mkdirSync(folder, { recursive: true });
    const extension = basename(file).slice(this.#stack.length + 1);
    const nanoseconds = BigInt(Date.now()) * 1_000_000n;
    writeFileSync(join(folder, `${this.#stack}.${nanoseconds}.${extension}`), readFileSync(file));
  }

  #currentFile(): string | undefined {
    return ["", ".gz", ".zst"]
      .map((extension) => join(this.name, ".pulumi/stacks", this.#project, `${this.#stack}.json${extension}`))
      .find((file) => existsSync(file));
  }

  #files(kind: string, pattern: string): string[] {
    const folder = join(this.name, ".pulumi", kind, this.#project, this.#stack);
    return globSync(pattern, { cwd: folder })
      .filter((name) => !name.endsWith(".attrs"))
      .map((name) => join(folder, name));
  }
}
