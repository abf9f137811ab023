import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderBackendUrl } from "@strata/environment/folder-backend";
import { ensureEngine, findWorkspaceRoot, workspacePaths } from "../../src/index.ts";

/** Programs must be inside of the workspace, or they do not find its packages. */
const area = join(workspacePaths(findWorkspaceRoot(import.meta.dirname)).state, "test-engine");

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** stdout and stderr, in the order in which they came. */
  readonly output: string;
}

export interface CliRun {
  readonly child: ChildProcess;
  readonly result: Promise<CliResult>;
  /** Resolves once the output has the text; rejects if the command ends without. */
  prints(text: string): Promise<void>;
}

/** A Pulumi project of one program in a folder of its own, with a file backend of its own. */
export interface Project extends AsyncDisposable {
  readonly folder: string;
  start(args: readonly string[], env?: NodeJS.ProcessEnv): CliRun;
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CliResult>;
}

export interface ProjectOptions {
  readonly program: string;
  /** `runtime.options` of Pulumi.yaml. */
  readonly options?: Record<string, unknown>;
  readonly stack?: string;
  /** Further files, by name. */
  readonly files?: Record<string, string>;
}

export async function makeProject(options: ProjectOptions): Promise<Project> {
  const engine = await ensureEngine();
  mkdirSync(area, { recursive: true });
  const folder = mkdtempSync(join(area, "project-"));
  const backend = join(folder, ".backend");
  mkdirSync(backend);
  const runtime = { name: "nodejs", options: options.options ?? { typescript: false } };
  const files: Record<string, string> = {
    "Pulumi.yaml": JSON.stringify({ name: "subject", runtime }),
    "package.json": JSON.stringify({ name: "subject", type: "module", main: "index.ts" }),
    "index.ts": options.program,
    ...options.files,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const base: NodeJS.ProcessEnv = {
    ...process.env,
    ...engine.env,
    PULUMI_BACKEND_URL: folderBackendUrl(backend),
    PULUMI_CONFIG_PASSPHRASE: "local",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NO_COLOR: "1",
  };
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    startCli(engine.command, args, folder, { ...base, ...env });
  const project: Project = {
    folder,
    start,
    run: (args, env) => start(args, env).result,
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
  const init = await project.run(["stack", "init", options.stack ?? "local", "--non-interactive"]);
  if (init.code !== 0) throw new Error(init.output);
  return project;
}

function startCli(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): CliRun {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const waiting = new Set<() => void>();
  const read = (chunk: Buffer) => {
    output += chunk.toString();
    for (const check of waiting) check();
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const result = new Promise<CliResult>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, output })),
  );
  return {
    child,
    result,
    prints: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!output.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
        void result.then(() =>
          reject(new Error(`"${args.join(" ")}" ended without printing "${text}":\n${output}`)),
        );
      }),
  };
}

/** Arguments of an update that asks nothing. */
export const UP = [
  "up",
  "--yes",
  "--skip-preview",
  "--non-interactive",
  "--suppress-progress",
  "--stack",
  "local",
];
export const PREVIEW = ["preview", "--non-interactive", "--suppress-progress", "--stack", "local"];
