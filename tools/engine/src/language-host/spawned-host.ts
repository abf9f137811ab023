import { flushCompileCache } from "node:module";
import { type LanguageHost, startLanguageHost } from "./start-language-host.ts";

/** How often to look whether the engine that spawned this host still lives. */
const PARENT_CHECK_MILLISECONDS = 500;

/**
 * Serves the engine that spawned this process, as the engine expects of a plugin: the port is the first line of
 * output, and the process ends on SIGINT or SIGTERM, or with its parent, however that ended.
 *
 * @param args the engine's arguments: its address, unless it attaches a debugger
 */
export async function runSpawnedHost(args: readonly string[]): Promise<void> {
  const parent = process.ppid;
  const engineAddress = args.find((argument) => !argument.startsWith("-"));
  const host = await startLanguageHost({ output: "process", ...(engineAddress ? { engineAddress } : {}) });
  const end = endOnce(host);
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);
  // A parent that was killed can send nothing; its children get another parent.
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_CHECK_MILLISECONDS).unref();
  // Written to an engine that is gone, output would raise an error with a stack trace that nobody reads.
  process.stdout.on("error", end);
  process.stderr.on("error", end);
  process.stdout.write(`${host.port}\n`);
}

function endOnce(host: LanguageHost): () => void {
  let ending = false;
  return () => {
    if (ending) return;
    ending = true;
    void host.close().finally(endGroup);
  };
}

/**
 * Ends this process and all that its programs left running. The engine makes each plugin the leader of a process
 * group, and ends the group; where the engine was killed, nobody else does.
 */
function endGroup(): void {
  // A process that is killed does not write what it has compiled.
  flushCompileCache();
  try {
    // There is a group of this number only if this process leads it.
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(0);
  }
}
