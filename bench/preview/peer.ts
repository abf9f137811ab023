/**
 * What a row of a peer runs, from the clock's start: `node peer.ts shared|plugins <program> [arguments]`. With `shared`
 * one process of the embedded AWS is started here, and ended afterwards; with `plugins` the engine starts what it needs.
 */
import { spawn } from "node:child_process";

const [provider, command = "", ...args] = process.argv.slice(2);

async function attach(): Promise<{ env: NodeJS.ProcessEnv; close: () => void }> {
  if (provider !== "shared") return { env: process.env, close: () => undefined };
  const { startAwsLocal } = await import("@strata/aws-local");
  const aws = await startAwsLocal({ storePath: process.env["STRATA_AWS_LOCAL_STORE"] ?? "" });
  return { env: { ...process.env, PULUMI_DEBUG_PROVIDERS: aws.debugProviders }, close: () => aws.close() };
}

const { env, close } = await attach();
const code = await new Promise<number>((resolve, reject) => {
  const child = spawn(command, args, { env, stdio: "inherit" });
  child.on("error", reject);
  child.on("close", (exit) => resolve(exit ?? 1));
});
close();
process.exit(code);
