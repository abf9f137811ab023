// The embedded AWS as a process of its own for the integration tests: `serve.ts STORE`. Prints PULUMI_DEBUG_PROVIDERS;
// at each SIGUSR2 what of its memory is in use, in bytes, once garbage is collected (with --expose-gc).
import { endWithParent } from "../src/plugins/end-with-parent.ts";
import { startAwsLocal } from "../src/index.ts";

const [storePath] = process.argv.slice(2);
if (storePath === undefined) throw new Error("Usage: serve.ts STORE");
const awsLocal = await startAwsLocal({ storePath });
endWithParent(() => process.exit(0));
console.log(awsLocal.debugProviders);
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  console.log(JSON.stringify(process.memoryUsage()));
});
