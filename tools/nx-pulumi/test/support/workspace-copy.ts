import { execFileSync, spawn, type SpawnOptions } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Store } from "@strata/aws-local/store";
import { type ChangeSet, parseChangeSet } from "@strata/change-set";
import { workspacePaths } from "@strata/engine";
import { cleanEnvironment } from "./clean-environment.ts";

const SOURCE = join(import.meta.dirname, "../../../..");

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly text: string;
}

/** A copy of this workspace with a state, a store and a git history of its own, in which a test may do as it likes. */
export class WorkspaceCopy {
  readonly root = mkdtempSync(join(tmpdir(), "strata-workspace-"));
  readonly #paths = workspacePaths(this.root, {});

  constructor() {
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: SOURCE,
    });
    for (const file of files
      .toString("utf8")
      .split("\0")
      .filter((name) => name !== "" && existsSync(join(SOURCE, name)))) {
      cpSync(join(SOURCE, file), join(this.root, file));
    }
    // Hard links: the packages and the engine are as in the original, and take no space. Links between packages are
    // relative, so they lead into the copy.
    execFileSync("cp", ["-al", join(SOURCE, "node_modules"), join(this.root, "node_modules")]);
    // The engine alone: plugins find their workspace from where they lie.
    mkdirSync(this.#paths.pulumiHome, { recursive: true });
    const versions = join(workspacePaths(SOURCE, {}).pulumiHome, "versions");
    if (existsSync(versions)) execFileSync("cp", ["-al", versions, this.#paths.pulumiHome]);
    // Compiled code and declarations of the SDK: an engine's first run would otherwise spend seconds on making them anew.
    for (const cache of ["node-compile-cache", "cache"]) {
      const from = join(SOURCE, ".strata", cache);
      if (existsSync(from)) execFileSync("cp", ["-al", from, join(this.root, ".strata", cache)]);
    }
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit("start");
  }

  git(...args: string[]): string {
    const identity = [
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.invalid",
      "-c",
      "commit.gpgsign=false",
    ];
    return execFileSync("git", [...identity, ...args], { cwd: this.root, encoding: "utf8" }).trim();
  }

  /** Commits everything; the hash of the commit. */
  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.root, file);
    const before = existsSync(path) ? readFileSync(path, "utf8") : "";
    const after = change(before);
    if (after === before) throw new Error(`the edit of ${file} changed nothing`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
  }

  /** Runs `nx` in the copy; resolves when it ends, whatever its exit code. */
  nx(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; onStart?: (kill: Kill) => void } = {},
  ): Promise<CommandResult> {
    return this.run(join(this.root, "node_modules/.bin/nx"), args, options);
  }

  run(
    command: string,
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; cwd?: string; onStart?: (kill: Kill) => void } = {},
  ): Promise<CommandResult> {
    const spawnOptions: SpawnOptions = {
      cwd: options.cwd ?? this.root,
      env: { ...cleanEnvironment(this.root), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that a test can send what a terminal sends: a signal to every process of it.
      detached: true,
    };
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, spawnOptions);
      let text = "";
      const kill: Kill = (signal) => process.kill(-(child.pid ?? 0), signal);
      const take = (chunk: Buffer): void => {
        text += chunk.toString("utf8");
      };
      options.onStart?.(kill);
      child.stdout?.on("data", take);
      child.stderr?.on("data", take);
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, text }));
    });
  }

  /** The change sets that the last runs left, by stack. */
  changeSet(stack: string): ChangeSet {
    const text = readFileSync(join(this.root, "dist/change-sets/local", `${stack}.json`), "utf8");
    return parseChangeSet(text);
  }

  hasChangeSet(stack: string): boolean {
    return existsSync(join(this.root, "dist/change-sets/local", `${stack}.json`));
  }

  /** Forgets what earlier runs left in dist. */
  clearChangeSets(): void {
    rmSync(join(this.root, "dist"), { recursive: true, force: true });
  }

  /** Absolute path of the store of the embedded AWS. */
  get cloudStore(): string {
    return this.#paths.cloudStore;
  }

  /** Changes the first resource of the embedded AWS behind Pulumi's back. */
  cloudEdit(): void {
    const store = new Store(this.cloudStore);
    const [resource] = store.list();
    if (resource === undefined) throw new Error("nothing is deployed");
    store.update({ ...resource, modifiedAt: new Date().toISOString() }, []);
    store.close();
  }

  /** Changes the state of a local stack as somebody else's update would: its root has one output more. */
  stateEdit(project: string): void {
    const file = join(this.#paths.backend, ".pulumi/stacks", project, "local.json");
    const state = JSON.parse(readFileSync(file, "utf8")) as {
      checkpoint: { latest: { resources: { type: string; outputs: object }[] } };
    };
    const root = state.checkpoint.latest.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    if (root === undefined) throw new Error(`${project} is not deployed`);
    root.outputs = { ...root.outputs, added: "1" };
    writeFileSync(file, JSON.stringify(state));
  }

  /** Takes over the installation of moto, if there is one. A link would be followed out of the copy. */
  linkMoto(): void {
    for (const name of readdirSync(workspacePaths(SOURCE, {}).state).filter((it) =>
      /^moto-[\d.]+-\w+$/.test(it),
    ))
      execFileSync("cp", [
        "-al",
        join(workspacePaths(SOURCE, {}).state, name),
        workspacePaths(this.root, {}).state,
      ]);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

type Kill = (signal: NodeJS.Signals) => void;
