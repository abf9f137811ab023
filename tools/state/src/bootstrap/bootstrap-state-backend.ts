import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { awsSettings } from "../aws-settings.ts";
import { checkpointKeys } from "../lock/state-place.ts";
import type { BackendPlan } from "./backend-plan.ts";
import { BootstrapError } from "./bootstrap-error.ts";
import { explainFailure } from "./explain-failure.ts";
import { KmsClient } from "./kms-client.ts";
import { freeLocalLock } from "./local-lock.ts";
import { LeaseTable } from "./lock-table.ts";
import type { OnStep } from "./managed.ts";
import { PROJECT } from "./project.ts";
import { PACKAGE, serveProvider } from "./provider.ts";
import { SecretsKey } from "./secrets-key.ts";
import { StateBucket } from "./state-bucket.ts";
import { type EngineOfBootstrap, madeResources, openStateStack, stateOf } from "./state-stack.ts";

export interface BootstrapRequest {
  readonly plan: BackendPlan;
  readonly engine: EngineOfBootstrap;
  /** The variables of the CLI, with the identity that may make the backend. */
  readonly variables: NodeJS.ProcessEnv;
  /** Told each step before it is taken. */
  readonly onStep?: OnStep;
  /** Runs what writes the state in the bucket while nobody else does. @default as it is */
  readonly asOneWriter?: <T>(body: () => Promise<T>) => Promise<T>;
}

/** `made` the first time, `resumed` after one that was interrupted; then `unchanged`, or `repaired` what had drifted. */
export type BootstrapOutcome = "made" | "resumed" | "unchanged" | "repaired";

/** The passphrase of the first state, which has no secret: what encrypts secrets is what it is about to make. */
const PASSPHRASE = "bootstrap";

/**
 * Makes the backend of an environment with the Pulumi engine: the key of its secrets, its bucket, the table of its leases. The
 * state of these three is in a folder first, encrypted with a passphrase; then it gets the key, and moves into the bucket.
 * Whenever it is stopped, it may be called again, on another machine too: what is there already is adopted. Called again when
 * it is done, it compares, and changes what is not as it should be.
 *
 * @throws {BootstrapError} for what a person can mend
 */
export async function bootstrapStateBackend(request: BootstrapRequest): Promise<BootstrapOutcome> {
  const bootstrap = new Bootstrap(request);
  try {
    return await bootstrap.run();
  } catch (error) {
    throw explainFailure(error, request.plan);
  } finally {
    bootstrap.close();
  }
}

class Bootstrap {
  readonly #plan: BackendPlan;
  readonly #engine: EngineOfBootstrap;
  readonly #variables: NodeJS.ProcessEnv;
  readonly #onStep: OnStep;
  readonly #asOneWriter: <T>(body: () => Promise<T>) => Promise<T>;
  readonly #s3: S3Client;
  readonly #dynamodb: DynamoDBClient;
  readonly #localBackend: string;

  constructor({ plan, engine, variables, onStep, asOneWriter }: BootstrapRequest) {
    this.#plan = plan;
    this.#engine = engine;
    this.#variables = variables;
    this.#onStep = onStep ?? (() => undefined);
    this.#asOneWriter = asOneWriter ?? ((body) => body());
    const s3 = awsSettings(variables, plan.region, "S3");
    // The name of a bucket is no part of an emulator's host.
    this.#s3 = new S3Client({ ...s3, forcePathStyle: s3.endpoint !== undefined });
    this.#dynamodb = new DynamoDBClient(awsSettings(variables, plan.region, "DYNAMODB"));
    this.#localBackend = join(engine.folder, "state");
  }

  close(): void {
    this.#s3.destroy();
    this.#dynamodb.destroy();
  }

  async run(): Promise<BootstrapOutcome> {
    const began = existsSync(this.#localBackend);
    if (await this.#isInBucket()) {
      // Stopped between the last two steps, or done long ago.
      const outcome = await this.#withProvider((env) => this.#asOneWriter(() => this.#converge(env)));
      if (began) await this.#forgetLocal();
      return began ? "resumed" : outcome;
    }
    await this.#withProvider(async (env) => {
      await this.#make(env);
      await this.#encryptWithKey(env);
      await this.#move(env);
    });
    await this.#forgetLocal();
    return began ? "resumed" : "made";
  }

  /** In the folder: makes the resources, or those that are missing yet. */
  async #make(env: Record<string, string>): Promise<void> {
    await this.#onStep("begin a state in a folder");
    mkdirSync(this.#localBackend, { recursive: true });
    await freeLocalLock(this.#localBackend, PROJECT, this.#plan.environment);
    const stack = await this.#localStack(env);
    await dropPending(stack);
    await this.#onStep("make what is missing");
    await stack.up({ color: "never" });
  }

  /** In the folder: from the passphrase to the key. */
  async #encryptWithKey(env: Record<string, string>): Promise<void> {
    const stack = await this.#localStack(env);
    const { secrets_providers: now } = stateOf(await stack.exportStack());
    if (now?.state?.url === this.#plan.secretsProvider) return;
    await this.#onStep("encrypt its secrets with the key");
    await this.#pulumi(["stack", "change-secrets-provider", this.#plan.secretsProvider], this.#inFolder(env));
  }

  /** From the folder into the bucket. */
  async #move(env: Record<string, string>): Promise<void> {
    const exported = await (await this.#localStack(env)).exportStack();
    await this.#onStep("make the stack in the bucket");
    const stack = await this.#stackInBucket(env);
    await this.#onStep("move the state into the bucket");
    await stack.importStack(exported);
    await this.#onStep("compare the two states");
    const [there, here] = [
      madeResources(stateOf(await stack.exportStack())),
      madeResources(stateOf(exported)),
    ];
    if (there.join() !== here.join())
      throw new BootstrapError(
        `The state in ${this.#plan.url} has ${there.join(", ") || "nothing"}; the one in ${this.#localBackend} has ` +
          `${here.join(", ")}. Both are kept. Bootstrap again.`,
      );
  }

  /** In the bucket: changes what is not as it should be. */
  async #converge(env: Record<string, string>): Promise<BootstrapOutcome> {
    const stack = await this.#stackInBucket(env);
    await dropPending(stack);
    await this.#onStep("compare with what is there");
    const { changeSummary } = await stack.preview({ refresh: true, color: "never" });
    const changes = Object.entries(changeSummary).filter(([change, count]) => change !== "same" && count > 0);
    if (changes.length === 0) return "unchanged";
    await this.#onStep("repair what differs");
    await stack.up({ refresh: true, color: "never" });
    return "repaired";
  }

  /** Whether the bucket has a state of this that knows its resources. */
  async #isInBucket(): Promise<boolean> {
    await this.#onStep("look for the state");
    const { bucket, prefix, environment } = this.#plan;
    const [plain = "", ...compressed] = checkpointKeys({
      bucket,
      prefix,
      project: PROJECT,
      stack: environment,
    });
    for (const key of [plain, ...compressed]) {
      try {
        const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const text = (await Body?.transformToString()) ?? "";
        // One that was made and that nothing was moved into has no resources yet.
        if (key !== plain || text.includes(`"${PACKAGE}:index:Bucket"`)) return true;
      } catch (error) {
        if (!["NoSuchBucket", "NoSuchKey"].includes((error as Error).name)) throw error;
      }
    }
    return false;
  }

  async #forgetLocal(): Promise<void> {
    await this.#onStep("forget the state in the folder");
    rmSync(this.#localBackend, { recursive: true, force: true });
    await this.#onStep("done");
  }

  #localStack(env: Record<string, string>): Promise<Stack> {
    return openStateStack(this.#plan, this.#engine, this.#inFolder(env), "passphrase");
  }

  #stackInBucket(env: Record<string, string>): Promise<Stack> {
    const inBucket = { ...env, PULUMI_BACKEND_URL: this.#plan.url };
    return openStateStack(this.#plan, this.#engine, inBucket, this.#plan.secretsProvider);
  }

  #inFolder(env: Record<string, string>): Record<string, string> {
    return { ...env, PULUMI_BACKEND_URL: pathToFileURL(this.#localBackend).href };
  }

  async #pulumi(args: readonly string[], env: Record<string, string>): Promise<void> {
    const { command, folder } = this.#engine;
    const more = ["--stack", this.#plan.environment, "--non-interactive", "--color", "never"];
    await promisify(execFile)(command, [...args, ...more], { cwd: folder, env: { ...process.env, ...env } });
  }

  async #withProvider<T>(body: (env: Record<string, string>) => Promise<T>): Promise<T> {
    const { region } = this.#plan;
    const provider = await serveProvider({
      Key: new SecretsKey(new KmsClient(awsSettings(this.#variables, region, "KMS")), this.#onStep),
      Bucket: new StateBucket(this.#s3, this.#onStep),
      LockTable: new LeaseTable(this.#dynamodb, this.#onStep),
    });
    try {
      return await body({
        ...definedOnly(this.#variables),
        PULUMI_DEBUG_PROVIDERS: provider.variable,
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
        // On a machine that has not made it, the state alone says which key its secrets have.
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
      });
    } finally {
      provider.close();
    }
  }
}

/**
 * An engine that was killed leaves what it had begun. All of it may be begun again here: what is there is adopted, so that
 * nobody has to look.
 */
async function dropPending(stack: Stack): Promise<void> {
  const exported = await stack.exportStack();
  const state = stateOf(exported);
  if ((state.pending_operations ?? []).length === 0) return;
  await stack.importStack({
    ...exported,
    deployment: { ...exported.deployment, pending_operations: [] } as object,
  });
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
