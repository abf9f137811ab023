import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { printable } from "../lock/owner.ts";
import { type CheckpointStore, parseCheckpoint, StateError } from "../checkpoint/index.ts";
import {
  agree,
  describeProvider,
  providerOfConfiguration,
  providerOfState,
  type RecordedProvider,
} from "./recorded-provider.ts";

export interface RotateRequest {
  /** As commands name it. */
  readonly stack: string;
  readonly environment: string;
  /** Absolute path of its folder. */
  readonly directory: string;
  /** Absolute path of the Pulumi CLI. */
  readonly command: string;
  /** The variables of the CLI, with PULUMI_BACKEND_URL and what opens the old provider and the new one. */
  readonly variables: NodeJS.ProcessEnv;
  readonly store: CheckpointStore;
  /** The new provider; the same one gets a new data key. */
  readonly to: string;
  /** Where the configuration is kept as it was, until all is done. */
  readonly backup: string;
  readonly say: (line: string) => void;
  /** Aborted when it must stop: the lease is lost, or the user gives up. */
  readonly signal: AbortSignal;
  /** Told each process of the CLI, once it runs. */
  readonly onStart?: (pid: number) => void;
}

export interface Rotation {
  readonly from: string;
  readonly to: string;
  /** Whether one that was interrupted was completed. */
  readonly resumed: boolean;
}

/**
 * Moves a stack's secrets, in its configuration and in its state, from one provider to another. Pulumi writes the
 * configuration twice and then the state (stack_change_secrets_provider.go, 3.259.0); killed after the first, it has lost the
 * key of the values in the configuration. So the file is kept as it was, and put back by the next attempt where it must.
 * Nothing is removed before configuration and state agree, can be opened, and hold what they held.
 *
 * @throws {StateError} with what to do
 */
export async function rotateSecrets(request: RotateRequest): Promise<Rotation> {
  const { directory, environment, backup, store, say, to } = request;
  const file = `${directory}/Pulumi.${environment}.yaml`;
  const resumed = existsSync(backup);
  if (resumed) {
    say("an earlier rotation was interrupted");
    await mend(request, file);
    const { configuration, state } = await recorded(file, store);
    if (configuration.provider === to && agree(configuration, state)) {
      await secretsOf(request);
      rmSync(backup);
      return { from: to, to, resumed };
    }
  }
  const before = await secretsOf(request);
  const from = providerOfConfiguration(readFileSync(file, "utf8"));
  mkdirSync(dirname(backup), { recursive: true });
  writeWhole(backup, readFileSync(file, "utf8"));
  try {
    await pulumi(request, ["stack", "change-secrets-provider", to]);
  } catch (error) {
    // Where nothing was changed there is nothing to go back to, and a backup would grow old.
    if (readFileSync(file, "utf8") === readFileSync(backup, "utf8")) rmSync(backup);
    throw error;
  }
  const now = await recorded(file, store);
  if (now.configuration.provider !== to || !agree(now.configuration, now.state))
    throw new StateError(
      `The configuration of ${request.stack} says ${describeProvider(now.configuration)}, its state ` +
        `${describeProvider(now.state)}; expected ${to} of both. The configuration as it was is in ${backup}. Run the same command again.`,
    );
  if ((await secretsOf(request)) !== before)
    throw new StateError(
      `The secrets of ${request.stack} are not what they were before. The configuration as it was is in ${backup}, the state ` +
        `as it was is an older version: npx strata state history ${request.stack} -c ${environment}`,
    );
  rmSync(backup);
  return { from: describeProvider(from), to, resumed };
}

interface Recorded {
  readonly configuration: RecordedProvider;
  readonly state: RecordedProvider;
}

async function recorded(file: string, store: CheckpointStore): Promise<Recorded> {
  const [newest] = await store.versions();
  if (newest === undefined) throw new StateError(`There is no state in ${store.name}`);
  return {
    configuration: providerOfConfiguration(readFileSync(file, "utf8")),
    state: providerOfState(parseCheckpoint(await store.read(newest))),
  };
}

/**
 * Puts the configuration back as it was where it cannot be opened as it is. What is replaced is kept: somebody may have edited
 * it since.
 */
async function mend(request: RotateRequest, file: string): Promise<void> {
  const { backup, say } = request;
  const [now, then] = [readFileSync(file, "utf8"), readFileSync(backup, "utf8")];
  if (agree(providerOfConfiguration(now), providerOfConfiguration(then))) return;
  try {
    await pulumi(request, ["config", "--show-secrets", "--json"]);
  } catch {
    request.signal.throwIfAborted();
    writeWhole(`${backup}.replaced`, now);
    writeWhole(file, then);
    say(`put ${file} back as it was before; what it was until now is in ${backup}.replaced`);
  }
}

/** A digest of all values of configuration and state, decrypted. It stays in this process. Throws where they cannot be opened. */
async function secretsOf(request: RotateRequest): Promise<string> {
  const configuration = await pulumi(request, ["config", "--show-secrets", "--json"]);
  const exported = await pulumi(request, ["stack", "export", "--show-secrets"]);
  const { resources = [] } = (JSON.parse(exported) as { deployment: { resources?: object[] } }).deployment;
  return createHash("sha256")
    .update(JSON.stringify([JSON.parse(configuration), resources]))
    .digest("hex");
}

/** What the CLI prints to its standard output. It is given no terminal, and its output is shown to nobody: it has secrets. */
async function pulumi(request: RotateRequest, args: readonly string[]): Promise<string> {
  const { command, directory, environment, variables, signal, stack } = request;
  const more = ["--stack", environment, "--non-interactive", "--color", "never"];
  try {
    const running = promisify(execFile)(command, [...args, ...more], {
      cwd: directory,
      env: variables,
      maxBuffer: 1024 * 1024 * 1024,
      signal,
      killSignal: "SIGINT",
    });
    if (running.child.pid !== undefined) request.onStart?.(running.child.pid);
    return (await running).stdout;
  } catch (error) {
    if (signal.aborted)
      throw signal.reason instanceof Error && signal.reason.name !== "AbortError"
        ? signal.reason
        : interrupted(request);
    const { stderr = "" } = error as { stderr?: string };
    // What the CLI says of an error has no values; its standard output may.
    const said = printable(stderr.trim().replaceAll("\n", " ")).slice(0, 600);
    throw new StateError(
      `pulumi ${args.slice(0, 2).join(" ")} of ${stack} in ${environment} failed: ${said || (error as Error).message.split("\n", 1)[0] || "it said nothing"}\n` +
        `${whatOpens(said)}Nothing is lost: run npx strata secrets rotate ${stack} -c ${environment} again when that is mended.`,
      { cause: error },
    );
  }
}

function interrupted({ stack, environment }: RotateRequest): StateError {
  return new StateError(
    `Interrupted. Nothing is lost: run npx strata secrets rotate ${stack} -c ${environment} again to go on.`,
  );
}

function whatOpens(said: string): string {
  if (/passphrase/i.test(said))
    return "Give the passphrase in PULUMI_CONFIG_PASSPHRASE, or its file in PULUMI_CONFIG_PASSPHRASE_FILE. ";
  if (/vault/i.test(said))
    return "Give VAULT_ADDR and VAULT_TOKEN (vault login) of a token that may encrypt and decrypt with that key. ";
  if (/kms|AccessDenied|credentials/i.test(said))
    return "Sign in as somebody who may kms:Encrypt and kms:Decrypt with that key (aws sso login). ";
  return "";
}

/** The whole file or nothing. */
function writeWhole(file: string, text: string): void {
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}
