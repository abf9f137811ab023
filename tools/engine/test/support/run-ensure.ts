import { ensureEngine, type EnsureEngineOptions } from "../../src/index.ts";

/** Calls ensureEngine in a process of its own: the argument is its options as JSON. Prints the engine or the error. */
const options = JSON.parse(process.argv[2] ?? "{}") as EnsureEngineOptions;
try {
  const engine = await ensureEngine(options);
  console.log(JSON.stringify({ source: engine.source, version: engine.version, command: engine.command }));
} catch (error) {
  console.log((error as Error).message);
  process.exitCode = 1;
}
