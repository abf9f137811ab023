// What a run of Nx has in its process, as a process of its own for tests: `serve-run.ts STORE`. Says the same as the
// embedded AWS alone (tools/aws-local/test/serve.ts).
import { startLocalServices } from "../../src/run/local-services.ts";

const [storePath] = process.argv.slice(2);
if (storePath === undefined) throw new Error("Usage: serve-run.ts STORE");
const { env } = await startLocalServices({ storePath, programEnv: process.env });
process.stdin.on("end", () => process.exit(0)).resume();
console.log(env["PULUMI_DEBUG_PROVIDERS"]);
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  console.log(JSON.stringify(process.memoryUsage()));
});
