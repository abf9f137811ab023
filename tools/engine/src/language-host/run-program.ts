import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { type ChildEnd, runChild } from "./child-process.ts";
import type { EngineClient } from "./engine-client.ts";
import type { CallContext } from "./host-options.ts";
import { OutOfMemoryDetector } from "./out-of-memory.ts";
import { programArguments, programEnvironment, resolveFrom } from "./program-command.ts";
import { engineLogOutput, processOutput } from "./program-output.ts";
import { parseRuntimeOptions } from "./runtime-options.ts";
import { refusedEnvironment } from "../self-built.ts";

/** What the engine is told about a program's end. */
export interface RunResult {
  /** Shown to the user as an error; empty if there is none, or it has been shown. */
  readonly error: string;
  /** End without a further message: the user has been told what is wrong. */
  readonly bail: boolean;
}

/**
 * The exit code of `@pulumi/pulumi/cmd/run` that means it has reported the error itself:
 * `nodeJSProcessExitedAfterLoggingUserActionableMessage` in that module.
 */
const REPORTED_EXIT_CODE = 32;

const OUT_OF_MEMORY_HINT =
  "Node.js seems to have run out of memory; give it more with the runtime option " +
  "`nodeargs: --max-old-space-size=<megabytes>` in Pulumi.yaml.";

/**
 * Runs a program for the engine. What goes wrong is told to the user through the engine's log, as the SDK does with a
 * program's own errors: an error in the result would be called "an unhandled error" there.
 */
export async function runProgram(request: RunRequest, context: CallContext): Promise<RunResult> {
  const result = await run(request, context);
  if (result.error === "" || context.engineAddress === "") return result;
  const { connectToEngine } = await import("./engine-client.ts");
  const engine = connectToEngine(context.engineAddress);
  try {
    return (await engine.reportError(result.error)) ? { error: "", bail: true } : result;
  } finally {
    engine.close();
  }
}

async function run(request: RunRequest, context: CallContext): Promise<RunResult> {
  const { options, engineAddress, cancelled } = context;
  const refused = options.anyEnvironment ? undefined : refusedEnvironment(request.getStack());
  if (refused !== undefined) return { error: refused, bail: false };

  const info = request.getInfo();
  const programDirectory = info?.getProgramDirectory() || process.cwd();
  let engine: EngineClient | undefined;
  try {
    const runtime = parseRuntimeOptions(info?.getOptions()?.toJavaScript() ?? {});
    const identity = { project: request.getProject(), stack: request.getStack(), programDirectory };
    const environment = { ...options.environmentOf(identity), ...programEnvironment(request, runtime) };
    const runner = resolveFrom(
      programDirectory,
      environment["PULUMI_LANGUAGE_NODEJS_RUN_PATH"] || "@pulumi/pulumi/cmd/run",
    );
    if (options.output === "engine" || request.getAttachDebugger()) {
      const { connectToEngine } = await import("./engine-client.ts");
      engine = connectToEngine(engineAddress);
    }
    const debug = request.getAttachDebugger()
      ? await (await import("./debugger.ts")).debuggerSetup()
      : undefined;

    const output = options.output === "engine" && engine ? engineLogOutput(engine.log) : processOutput();
    const memory = new OutOfMemoryDetector();
    const end = await runChild({
      command: options.node,
      args: [
        ...options.nodeArguments,
        ...runtime.nodeArguments,
        ...(debug?.nodeArguments ?? []),
        runner,
        ...programArguments(request, engineAddress),
      ],
      cwd: programDirectory,
      env: environment,
      cancelled,
      ownGroup: options.ownProcessGroups,
      onStart: (pid) => {
        if (debug === undefined || engine === undefined) return;
        debug
          .announce(engine, pid)
          .catch((error: Error) => output.write("stderr", Buffer.from(`${error.message}\n`)));
      },
      onOutput: (stream, chunk) => {
        if (stream === "stderr") memory.read(chunk);
        output.write(stream, chunk);
      },
    });
    await output.end();
    return programResult(end, { cancelled: cancelled.aborted, outOfMemory: memory.detected });
  } catch (error) {
    return { error: (error as Error).message, bail: false };
  } finally {
    engine?.close();
  }
}

/** What to tell the engine about how a program ended. A cancelled one has nothing more to say. */
export function programResult(end: ChildEnd, seen: { cancelled: boolean; outOfMemory: boolean }): RunResult {
  if (end.startError !== undefined) {
    return { error: `The program could not be started: ${end.startError.message}`, bail: false };
  }
  if (end.code === 0) return { error: "", bail: false };
  if (seen.cancelled || end.code === REPORTED_EXIT_CODE) return { error: "", bail: true };
  const how =
    end.code === null ? `was ended by ${end.signal}` : `exited with non-zero exit code: ${end.code}`;
  return { error: `Program ${how}${seen.outOfMemory ? `. ${OUT_OF_MEMORY_HINT}` : ""}`, bail: false };
}
