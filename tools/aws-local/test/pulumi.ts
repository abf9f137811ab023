import { compileCacheVariables } from "@strata/engine";
import { folderBackendUrl } from "@strata/environment/folder-backend";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { WORKSPACE } from "../src/store/paths.ts";

export interface Outcome {
  code: number;
  /** Standard output and standard error. */
  text: string;
  stdout: string;
}

/** A folder with a Pulumi home, a backend and a store of its own. */
export class Sandbox {
  readonly folder: string;
  readonly storePath: string;
  #server: ChildProcess | undefined;
  #debugProviders = "";

  private constructor(folder: string) {
    this.folder = folder;
    this.storePath = join(folder, "cloud.sqlite");
  }

  static async create(): Promise<Sandbox> {
    const sandbox = new Sandbox(await mkdtemp(join(tmpdir(), "strata-aws-local-")));
    await mkdir(join(sandbox.folder, "state"));
    await symlink(join(WORKSPACE, "node_modules"), join(sandbox.folder, "node_modules"));
    return sandbox;
  }

  get pulumiHome(): string {
    return join(this.folder, "home");
  }

  /** Starts the embedded AWS, attached to every engine of this sandbox from now on. */
  async serve(): Promise<void> {
    const main = join(import.meta.dirname, "serve.ts");
    const server = spawn(nodeOfWorkspace(), [main, this.storePath], { stdio: ["pipe", "pipe", "inherit"] });
    this.#server = server;
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    this.#debugProviders = line.toString().trim();
  }

  /** A project with a stack. */
  async project(name: string, stack = "local"): Promise<Project> {
    const project = new Project(this, name, stack);
    await project.prepare();
    return project;
  }

  environment(): NodeJS.ProcessEnv {
    const { PATH, HOME } = process.env;
    return {
      HOME,
      PATH: [engineFolder(), join(WORKSPACE, "node_modules/.bin"), PATH].join(delimiter),
      PULUMI_HOME: this.pulumiHome,
      PULUMI_BACKEND_URL: folderBackendUrl(join(this.folder, "state")),
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...compileCacheVariables(WORKSPACE),
      STRATA_AWS_LOCAL_STORE: this.storePath,
      // The engine's own refusal of other environments must not hide ours.
      STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
      ...(this.#debugProviders === "" ? {} : { PULUMI_DEBUG_PROVIDERS: this.#debugProviders }),
    };
  }

  async close(): Promise<void> {
    if (this.#server !== undefined && this.#server.exitCode === null) {
      const ended = once(this.#server, "exit");
      this.#server.kill();
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A Pulumi project of one program, which may change from one command to the next. */
export class Project {
  readonly #sandbox: Sandbox;
  readonly #folder: string;
  readonly name: string;
  readonly stack: string;

  constructor(sandbox: Sandbox, name: string, stack: string) {
    this.#sandbox = sandbox;
    this.#folder = join(sandbox.folder, name);
    this.name = name;
    this.stack = stack;
  }

  async prepare(): Promise<void> {
    await mkdir(this.#folder);
    const write = (file: string, text: string) => writeFile(join(this.#folder, file), text);
    await write("package.json", JSON.stringify({ name: this.name, type: "module", main: "index.ts" }));
    await write(
      "Pulumi.yaml",
      `name: ${this.name}\nruntime:\n  name: nodejs\n  options: { typescript: false }\n`,
    );
    await write(`Pulumi.${this.stack}.yaml`, `config:\n  pulumi:disable-default-providers: ["*"]\n`);
    await this.run("stack", "init", this.stack);
  }

  /** Puts a program in place of the one of before. */
  async program(text: string): Promise<this> {
    await writeFile(join(this.#folder, "index.ts"), text);
    return this;
  }

  up(...options: string[]): Promise<Outcome> {
    return this.run("up", "--yes", "--skip-preview", "--suppress-progress", "--diff", ...options);
  }
  preview(...options: string[]): Promise<Outcome> {
    return this.run("preview", "--suppress-progress", "--diff", ...options);
  }
  refresh(): Promise<Outcome> {
    return this.run("refresh", "--yes", "--skip-preview", "--suppress-progress", "--diff");
  }
  destroy(): Promise<Outcome> {
    return this.run("destroy", "--yes", "--skip-preview", "--suppress-progress");
  }

  /** What a preview would do: for each resource that changes, its logical name and the operation. */
  async plan(): Promise<PlannedStep[]> {
    const { stdout, text, code } = await this.run("preview", "--json", "--show-replacement-steps");
    if (code !== 0) throw new Error(text);
    return (JSON.parse(stdout) as { steps: PlannedStep[] }).steps;
  }

  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.run("stack", "output", "--json", "--show-secrets");
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async state(): Promise<{ resources: StateResource[]; text: string }> {
    const { stdout } = await this.run("stack", "export");
    const { deployment } = JSON.parse(stdout) as { deployment: { resources?: StateResource[] } };
    return { resources: deployment.resources ?? [], text: stdout };
  }

  run(...args: string[]): Promise<Outcome> {
    const stack = args[0] === "stack" && args[1] === "init" ? [] : ["--stack", this.stack];
    return execute(
      "pulumi",
      [...args, ...stack, "--non-interactive"],
      this.#folder,
      this.#sandbox.environment(),
    );
  }
}

export interface PlannedStep {
  op: string;
  urn: string;
  newState?: { inputs?: Record<string, unknown>; outputs?: Record<string, unknown> };
  replaceReasons?: string[];
  detailedDiff?: Record<string, { kind: string }>;
}

export interface StateResource {
  urn: string;
  id?: string;
  type: string;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** What changes in a plan, as `NAME: OPERATION`, in order of names. */
export function changesIn(steps: readonly PlannedStep[]): string[] {
  return steps
    .filter(({ op, urn }) => op !== "same" && op !== "read" && !urn.includes("pulumi:pulumi:Stack"))
    .map(({ op, urn }) => `${urn.split("::").pop()}: ${op}`)
    .sort();
}

function execute(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr, stdout });
    });
  });
}

export function nodeOfWorkspace(): string {
  return join(WORKSPACE, "node_modules/.bin/node");
}

function engineFolder(): string {
  const versions = join(WORKSPACE, ".strata/pulumi-home/versions");
  const found = existsSync(versions)
    ? readdirSync(versions).filter((version) => existsSync(join(versions, version, "bin/pulumi")))
    : [];
  const [version] = found.sort().reverse();
  if (version === undefined) {
    throw new Error(
      `These tests need the Pulumi engine of the workspace, in ${versions}. Run: npx strata setup`,
    );
  }
  return join(versions, version, "bin");
}
