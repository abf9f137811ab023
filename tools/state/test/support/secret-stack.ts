import { ensureEngine, type Engine } from "@strata/engine";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { folderBackendUrl } from "@strata/environment/folder-backend";
import { FolderStore } from "../../src/checkpoint/index.ts";
import { rotateSecrets, type Rotation } from "../../src/secrets-provider/index.ts";

const WORKSPACE = join(import.meta.dirname, "../../../..");
const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
export const IN_CONFIGURATION = "hunter2-configuration";
export const IN_STATE = "hunter2-state";

/** A stack in a folder, with a secret in its configuration and one in its state. */
export class SecretStack {
  readonly root = mkdtempSync(join(tmpdir(), "strata-rotate-"));
  readonly directory = join(this.root, "vault");
  readonly file = join(this.directory, "Pulumi.dev.yaml");
  readonly backup = join(this.root, "rotation/vault.dev.yaml");
  readonly store = new FolderStore(join(this.root, "state"), { project: "vault", stack: "dev" });
  readonly said: string[] = [];
  readonly #engine: Engine;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(engine: Engine, env: NodeJS.ProcessEnv) {
    this.#engine = engine;
    this.#env = env;
  }

  /** @param env what opens the providers */
  static async make(env: NodeJS.ProcessEnv): Promise<SecretStack> {
    const engine = await ensureEngine({ root: WORKSPACE });
    const stack = new SecretStack(engine, env);
    mkdirSync(join(stack.root, "state"), { recursive: true });
    mkdirSync(stack.directory);
    writeFileSync(join(stack.directory, "Pulumi.yaml"), "name: vault\nruntime: nodejs\n");
    await stack.pulumi("stack", "init", "dev", "--secrets-provider", "passphrase");
    await stack.pulumi("config", "set", "--secret", "password", IN_CONFIGURATION, "--stack", "dev");
    const exported = JSON.parse(await stack.pulumi("stack", "export", "--stack", "dev")) as {
      deployment: { resources?: object[] };
    };
    exported.deployment.resources = [
      {
        urn: "urn:pulumi:dev::vault::pulumi:pulumi:Stack::vault-dev",
        type: "pulumi:pulumi:Stack",
        custom: false,
        outputs: { password: { ...SIGNATURE, plaintext: JSON.stringify(IN_STATE) } },
      },
    ];
    const file = join(stack.root, "import.json");
    writeFileSync(file, JSON.stringify(exported));
    await stack.pulumi("stack", "import", "--stack", "dev", "--file", file);
    rmSync(file);
    return stack;
  }

  get variables(): NodeJS.ProcessEnv {
    return {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      ...this.#engine.env,
      ...this.#env,
      PULUMI_BACKEND_URL: folderBackendUrl(join(this.root, "state")),
    };
  }

  async pulumi(...args: string[]): Promise<string> {
    const more = ["--non-interactive", "--color", "never"];
    const options = { cwd: this.directory, env: this.variables };
    return (await promisify(execFile)(this.#engine.command, [...args, ...more], options)).stdout;
  }

  rotate(
    to: string,
    {
      variables = {},
      command = this.#engine.command,
      signal = AbortSignal.any([]),
    }: { variables?: NodeJS.ProcessEnv; command?: string; signal?: AbortSignal } = {},
  ): Promise<Rotation> {
    return rotateSecrets({
      stack: "vault",
      environment: "dev",
      directory: this.directory,
      command,
      variables: { ...this.variables, ...variables },
      store: this.store,
      to,
      backup: this.backup,
      say: (line) => this.said.push(line),
      signal,
    });
  }

  get command(): string {
    return this.#engine.command;
  }

  configuration(): string {
    return readFileSync(this.file, "utf8");
  }

  async state(): Promise<string> {
    const [newest] = await this.store.versions();
    return newest === undefined ? "" : this.store.read(newest);
  }

  /** The two secrets, opened. */
  async secrets(): Promise<[configuration: string, state: string]> {
    const configuration = await this.pulumi("config", "get", "password", "--stack", "dev");
    const exported = await this.pulumi("stack", "export", "--show-secrets", "--stack", "dev");
    const { deployment } = JSON.parse(exported) as {
      deployment: { resources: { outputs: { password: { plaintext: string } } }[] };
    };
    return [
      configuration.trim(),
      JSON.parse(deployment.resources[0]?.outputs.password.plaintext ?? '""') as string,
    ];
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
