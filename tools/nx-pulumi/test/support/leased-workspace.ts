import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import {
  acquireLease,
  checkpointVersions,
  type Lease,
  type LockTable,
  pulumiLocksOf,
} from "@strata/state/lock";
import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  createLockTable,
  type DynaliteServer,
  dynaliteServer,
  tableAt,
} from "../../../state/test/support/dynalite-server.ts";
import { type CommandResult, WorkspaceCopy } from "./workspace-copy.ts";

export const BUCKET = "example-strata-state-dev";
export const TABLE = "example-strata-locks-dev";
const REGION = "eu-central-1";
const PLACE = { bucket: BUCKET, prefix: "", project: "items", stack: "dev" };

/** What a state says of a stack: the names of its items, and whether operations were interrupted. */
export interface WrittenState {
  readonly items: readonly string[];
  readonly pending: number;
}

/**
 * A copy of the workspace with one more stack, `items`, whose state for `dev` is in moto's S3, whose leases are in dynalite,
 * and whose resources exist nowhere. moto checks a condition and writes without a lock around both, so that of updates that
 * start at once two may have the first lease (seen in 1 of 20); dynalite does one after the other. Each file in `wanted/` of the stack is an item: its name, and how many milliseconds its
 * creation takes.
 */
export class LeasedWorkspace implements AsyncDisposable {
  readonly copy = new WorkspaceCopy();
  readonly moto: MotoServer;
  readonly env: NodeJS.ProcessEnv;
  readonly s3: S3Client;
  readonly table: LockTable;
  readonly #dynalite: DynaliteServer;
  readonly folder = join(this.copy.root, "stacks/items");
  readonly #record = join(this.copy.root, ".strata/record");

  private constructor(moto: MotoServer, dynalite: DynaliteServer, endpoint: string) {
    this.moto = moto;
    this.#dynalite = dynalite;
    this.table = tableAt(dynalite.endpoint, TABLE);
    const credentials = {
      accessKeyId: "ASIAIOSFODNN7EXAMPLE",
      secretAccessKey: "secret",
      sessionToken: "session",
    };
    this.s3 = new S3Client({
      region: REGION,
      endpoint: moto.endpoint.origin,
      credentials,
      forcePathStyle: true,
    });
    this.env = {
      ...moto.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: dynalite.endpoint.origin,
      STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
      STRATA_TEST_RECORD: this.#record,
      // The URL of the catalogue, for an endpoint of which the host is no part of the bucket's name.
      PULUMI_BACKEND_URL: `s3://${BUCKET}?region=${REGION}&awssdk=v2&s3ForcePathStyle=true`,
      PULUMI_CONFIG_PASSPHRASE: "test",
    };
  }

  /** @param endpoint where AWS is reached in place of moto itself, such as a proxy before it */
  static async open({
    endpoint,
    lease,
  }: { endpoint?: (moto: MotoServer) => string; lease?: string } = {}): Promise<LeasedWorkspace> {
    const moto = await motoServer();
    const workspace = new LeasedWorkspace(
      moto,
      await dynaliteServer(),
      endpoint?.(moto) ?? moto.endpoint.origin,
    );
    if (lease !== undefined) workspace.env["STRATA_LEASE_SECONDS"] = lease;
    await workspace.#makeBackend();
    workspace.#writeStack();
    workspace.copy.commit("items");
    const made = await workspace.pulumi(["stack", "init", "dev", "--secrets-provider", "passphrase"]);
    if (made.code !== 0) throw new Error(made.text);
    return workspace;
  }

  async #makeBackend(): Promise<void> {
    await this.s3.send(
      new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    await this.s3.send(
      new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } }),
    );
    await createLockTable(this.table.client, TABLE);
  }

  #writeStack(): void {
    const write = (name: string, text: string): void => {
      mkdirSync(join(this.folder, name, ".."), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    };
    write(
      "package.json",
      JSON.stringify({
        name: "@strata/items",
        version: "0.0.0",
        private: true,
        type: "module",
        main: "index.ts",
        nx: { name: "items", targets: { test: {} } },
        dependencies: { "@strata/program": "0.0.0" },
      }),
    );
    write(
      "Pulumi.yaml",
      'name: items\nruntime: {name: nodejs, options: {typescript: false, nodeargs: "--require @strata/program/preload"}}\nmain: index.ts\nplugins: {providers: [{name: slow, path: ./plugin}]}\n',
    );
    write("Pulumi.dev.yaml", 'config:\n  pulumi:disable-default-providers: ["*"]\n');
    write("wanted/.gitkeep", "");
    write(
      "index.ts",
      `import { CustomResource, ProviderResource } from "@pulumi/pulumi";
import { readdirSync, readFileSync } from "node:fs";
const provider = new ProviderResource("slow", "slow", {});
for (const name of readdirSync("wanted").filter((it) => it !== ".gitkeep").sort())
  new CustomResource("slow:index:Item", name, { name, milliseconds: Number(readFileSync("wanted/" + name, "utf8")) }, { provider });
`,
    );
    const plugin = join(this.copy.root, "tools/nx-pulumi/test/support/slow-provider.ts");
    write("plugin/pulumi-resource-slow", `#!/bin/sh\nexec node "${plugin}" "$@"\n`);
    chmodSync(join(this.folder, "plugin/pulumi-resource-slow"), 0o755);
    symlinkSync("../../stacks/items", join(this.copy.root, "node_modules/@strata/items"));
  }

  /** Wants one more item. */
  want(name: string, milliseconds = 0): void {
    writeFileSync(join(this.folder, "wanted", name), String(milliseconds));
  }

  /**
   * An update by the Nx target.
   *
   * @param host as which machine; needs user namespaces, which CI's Linux has
   */
  up(
    env: NodeJS.ProcessEnv = {},
    onStart?: (kill: (signal: NodeJS.Signals) => void) => void,
    host?: string,
  ): Promise<CommandResult> {
    const options = { env: { ...this.env, ...env }, ...(onStart === undefined ? {} : { onStart }) };
    const args = ["run", "items:up", "-c", "dev", "--yes"];
    if (host === undefined) return this.copy.nx(args, options);
    const nx = join(this.copy.root, "node_modules/.bin/nx");
    // https://man7.org/linux/man-pages/man7/uts_namespaces.7.html
    const as = ["--user", "--map-root-user", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', host];
    return this.copy.run("unshare", [...as, nx, ...args], options);
  }

  strata(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = this.copy.root): Promise<CommandResult> {
    return this.copy.run(join(this.copy.root, "node_modules/.bin/strata"), args, {
      env: { ...this.env, ...env },
      cwd,
    });
  }

  /** Plain `pulumi` in the stack's folder. */
  pulumi(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    onStart?: (kill: (signal: NodeJS.Signals) => void) => void,
  ): Promise<CommandResult> {
    const versions = join(this.copy.root, ".strata/pulumi-home/versions");
    const [version = ""] = existsSync(versions) ? readdirSync(versions) : [];
    const bin = join(versions, version, "bin");
    return this.copy.run(join(bin, "pulumi"), [...args, "--non-interactive", "--color", "never"], {
      env: {
        ...this.env,
        PULUMI_HOME: join(this.copy.root, ".strata/pulumi-home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PATH: `${bin}:${join(this.copy.root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
        ...env,
      },
      cwd: this.folder,
      ...(onStart === undefined ? {} : { onStart }),
    });
  }

  /** Takes the lease of the stack, as somebody on another machine. */
  lease(owner: { actor: string; operation: string }): Promise<Lease> {
    return acquireLease({
      table: this.table,
      lockId: `${BUCKET}/items/dev`,
      owner: { ...owner, host: "elsewhere", pid: 1, startedAt: new Date().toISOString() },
    });
  }

  /**
   * One update stands still, as a machine that sleeps, while another on another machine takes its lease over and ends; then
   * it goes on. Each makes the item of its name.
   */
  async overwrite(first: string, second: string): Promise<{ stopped: CommandResult; other: CommandResult }> {
    this.want(first, 3000);
    let signal: ((name: NodeJS.Signals) => void) | undefined;
    const running = this.up({}, (kill) => (signal = kill), "machine-1");
    await this.begun(first);
    const [lock] = await pulumiLocksOf(this.s3, PLACE);
    if (lock === undefined) throw new Error("the engine has no lock");
    const all = (name: NodeJS.Signals): void => {
      signal?.(name);
      this.signalEngine(lock.pid, name);
    };
    all("SIGSTOP");
    this.want(second);
    // Of the first nobody knows whether it was made; the second must not wait for it.
    rmSync(join(this.folder, "wanted", first));
    const other = await this.up({}, undefined, "machine-2");
    all("SIGCONT");
    return { stopped: await running, other };
  }

  /** The IDs of all versions of the checkpoint. */
  async versions(): Promise<string[]> {
    return (await checkpointVersions(this.s3, PLACE)).versions.map(({ versionId }) => versionId);
  }

  /** Kills what runs under a lock object of Pulumi's own, and all that it has started. */
  async killEngines(): Promise<void> {
    for (const { pid } of await pulumiLocksOf(this.s3, PLACE)) this.signalEngine(pid, "SIGKILL");
  }

  /** Signals an engine's process group: the engine, the language host, the program and the provider. */
  signalEngine(pid: number, signal: NodeJS.Signals): void {
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  /** Resolves once the creation of an item has begun. */
  async begun(name: string): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!this.record().includes(`begin ${name}`)) {
      if (Date.now() > deadline) throw new Error(`${name} was not begun: ${this.record().join(", ")}`);
      await delay(50);
    }
  }

  /** What the provider was asked to do, in order: `begin a`, `create a`, `delete a`. */
  record(): string[] {
    return existsSync(this.#record) ? readFileSync(this.#record, "utf8").trim().split("\n") : [];
  }

  async state(): Promise<WrittenState> {
    const { text } = await this.pulumi(["stack", "export", "--stack", "dev"]);
    const { deployment } = JSON.parse(text) as {
      deployment: { resources?: { type: string; id: string }[]; pending_operations?: unknown[] };
    };
    const items = (deployment.resources ?? [])
      .filter(({ type }) => type === "slow:index:Item")
      .map(({ id }) => id);
    return { items: items.sort(), pending: deployment.pending_operations?.length ?? 0 };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.s3.destroy();
    this.table.client.destroy();
    await this.#dynalite.stop();
    await this.moto.stop();
    this.copy.remove();
  }
}
