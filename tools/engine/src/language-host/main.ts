import { createRequire, enableCompileCache } from "node:module";
import { resolve } from "node:path";

/**
 * What the launcher `pulumi-language-nodejs` starts. The engine starts a host twice for each command, so what it loads
 * comes from the workspace's compile cache (Node.js leaves that alone if NODE_DISABLE_COMPILE_CACHE is set).
 */
if (!process.env["NODE_COMPILE_CACHE"]) {
  const directory = resolve(import.meta.dirname, "../../../../.strata/node-compile-cache");
  enableCompileCache({ directory, portable: true });
}

const args = process.argv.slice(2);
if (args.includes("--version")) {
  const sdk = createRequire(import.meta.url)("@pulumi/pulumi/package.json") as { version: string };
  const { hostVersion } = await import("./host-version.ts");
  console.log(`v${hostVersion(sdk.version)}`);
} else {
  const { runSpawnedHost } = await import("./spawned-host.ts");
  await runSpawnedHost(args);
}
