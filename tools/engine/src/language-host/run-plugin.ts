import { createRequire } from "node:module";
import type { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { RunPluginRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { runChild } from "./child-process.ts";
import type { CallContext } from "./host-options.ts";
import { resolveFrom, typescriptEnvironment } from "./program-command.ts";
import type { OutputStream } from "./program-output.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

type Write = (stream: OutputStream, chunk: Buffer) => void;

/** The kind of plugin that a policy pack is. */
const ANALYZER = "analyzer";

/**
 * Runs a plugin that is written for Node.js until it ends or the engine ends the call; the engine reads the plugin's
 * port from the output. Rejects if the plugin fails.
 */
export async function runPlugin(
  request: RunPluginRequest,
  runtime: RuntimeOptions,
  context: CallContext,
  write: Write,
): Promise<void> {
  if (request.getKind() === ANALYZER) return runPolicyPack(request, runtime, context, write);
  const directory = request.getInfo()?.getProgramDirectory() ?? "";
  const environment = { ...parseEnvironment(request.getEnvList()), ...typescriptEnvironment(runtime) };
  const runner = environment["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] || "@pulumi/pulumi/cmd/run-plugin";
  await runToEnd(
    {
      args: [resolveFrom(directory, runner), ...runtime.nodeArguments, directory, ...request.getArgsList()],
      cwd: request.getPwd(),
      env: environment,
    },
    context,
    write,
  );
}

/** A policy pack runs in its own folder, takes the folder as its last argument, and is started for a stack. */
async function runPolicyPack(
  request: RunPluginRequest,
  runtime: RuntimeOptions,
  context: CallContext,
  write: Write,
): Promise<void> {
  const { PolicyProxy } = await import("./policy-proxy.ts");
  const directory = request.getInfo()?.getProgramDirectory() ?? "";
  const command = policyPackCommand(directory, runtime, request.getArgsList());
  const proxy = new PolicyProxy();
  try {
    write("stdout", Buffer.from(`${await proxy.listen()}\n`));
    const stack = await orCancelled(proxy.configuration(), context.cancelled);
    if (stack === "cancelled") return;
    const port = new FirstLine((line) => void attach(Number(line.trim())).catch(() => undefined));
    const attach = async (packPort: number) => {
      if (!Number.isInteger(packPort) || packPort <= 0) {
        return proxy.fail(new Error("its first line of output is not a port"));
      }
      await proxy.attach(packPort);
    };
    const ended = runToEnd(
      {
        args: command,
        cwd: directory,
        env: {
          ...parseEnvironment(request.getEnvList()),
          ...typescriptEnvironment(runtime),
          ...(stack === undefined ? {} : stackEnvironment(stack)),
        },
      },
      context,
      (stream, chunk) => {
        const rest = stream === "stdout" ? port.read(chunk) : chunk;
        if (rest.length > 0) write(stream, rest);
      },
    );
    await ended.catch((error: Error) => {
      proxy.fail(error);
      throw error;
    });
  } finally {
    proxy.close();
  }
}

/**
 * The SDK always runs a policy pack through ts-node, which checks its types each time. One with `typescript: false`
 * in PulumiPolicy.yaml is run by Node.js as it is, from the entry point in its package.json; the official host ignores
 * that option.
 */
function policyPackCommand(directory: string, runtime: RuntimeOptions, args: readonly string[]): string[] {
  const runner = resolveFrom(directory, "@pulumi/pulumi/cmd/run-policy-pack");
  if (runtime.typescript) return [runner, ...runtime.nodeArguments, ...args, directory];
  const preload = createRequire(import.meta.url).resolve("@strata/program/policy-preload");
  return [...runtime.nodeArguments, "--require", preload, directory, ...args];
}

/** What a policy pack's `getProject()`, `getStack()`, `isDryRun()` and configuration are read from. */
export function stackEnvironment(stack: AnalyzerStackConfigureRequest): Record<string, string> {
  const configuration: Record<string, string> = {};
  stack.getConfigMap().forEach((value: string, key: string) => {
    configuration[key] = value;
  });
  const variables: Record<string, string> = {
    PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
    PULUMI_NODEJS_PROJECT: stack.getProject(),
    PULUMI_NODEJS_STACK: stack.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(configuration),
  };
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}

async function runToEnd(
  program: { args: readonly string[]; cwd: string; env: NodeJS.ProcessEnv },
  context: CallContext,
  write: Write,
): Promise<void> {
  const { node, ownProcessGroups } = context.options;
  const { cancelled } = context;
  const end = await runChild({
    command: node,
    ...program,
    cancelled,
    ownGroup: ownProcessGroups,
    onOutput: write,
  });
  if (cancelled.aborted || end.code === 0) return;
  if (end.startError !== undefined)
    throw new Error(`The plugin could not be started: ${end.startError.message}`);
  throw new Error(
    end.code === null
      ? `Program was ended by ${end.signal}`
      : `Program exited with non-zero exit code: ${end.code}`,
  );
}

/** `NAME=value` lines as an environment. */
export function parseEnvironment(variables: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    variables.map((variable) => {
      const end = variable.indexOf("=", 1);
      return [variable.slice(0, end), variable.slice(end + 1)];
    }),
  );
}

function orCancelled<T>(value: Promise<T>, signal: AbortSignal): Promise<T | "cancelled"> {
  const { promise, resolve } = Promise.withResolvers<"cancelled">();
  if (signal.aborted) resolve("cancelled");
  signal.addEventListener("abort", () => resolve("cancelled"), { once: true });
  return Promise.race([value, promise]);
}

/** Takes the first line off a stream. */
class FirstLine {
  #line: Buffer | undefined = Buffer.alloc(0);
  readonly #use: (line: string) => void;

  constructor(use: (line: string) => void) {
    this.#use = use;
  }

  /** What of the chunk comes after the first line. */
  read(chunk: Buffer): Buffer {
    if (this.#line === undefined) return chunk;
    const all = Buffer.concat([this.#line, chunk]);
    const end = all.indexOf("\n");
    if (end < 0) {
      this.#line = all;
      return Buffer.alloc(0);
    }
    this.#line = undefined;
    this.#use(all.subarray(0, end).toString());
    return all.subarray(end + 1);
  }
}
