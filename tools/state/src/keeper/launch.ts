/**
 * Run by a stack's program that plain `pulumi` runs, before its first line: starts a keeper, which takes the stack's lease
 * and holds it until the CLI has ended. Ends with 0 once it holds it or where no lease is needed; with 75 (EX_TEMPFAIL of
 * sysexits.h) and a reason on standard error where somebody else has it.
 *
 *     node launch.ts <project> <stack> <pid of the program>
 */
import { spawn } from "node:child_process";
import { environmentDefinition, isEnvironment } from "@strata/environment";
import { join } from "node:path";
import { backendInUse } from "./backend-in-use.ts";

const [project = "", stack = "", pid = ""] = process.argv.slice(2);
const url = backendInUse(process.env, process.cwd());
const leased =
  isEnvironment(stack) &&
  environmentDefinition(stack).backend.lockTable !== undefined &&
  url?.startsWith("s3://");
if (leased) {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, "keep.ts"), project, stack, pid], {
    env: { ...process.env, PULUMI_BACKEND_URL: url, NODE_OPTIONS: "" },
    // Ctrl-C in the terminal is for the CLI; the keeper ends after it.
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  keeper.on("message", (problem: string) => {
    if (problem !== "") process.stderr.write(`${problem}\n`);
    process.exitCode = problem === "" ? 0 : 75;
    keeper.disconnect();
    keeper.unref();
  });
  keeper.on("exit", (code) => {
    process.stderr.write(`The keeper of the lease of ${project}/${stack} ended with code ${code}\n`);
    process.exitCode = 75;
  });
  keeper.on("error", (error) => {
    process.stderr.write(
      `The keeper of the lease of ${project}/${stack} cannot be started: ${error.message}\n`,
    );
    process.exitCode = 75;
  });
}
