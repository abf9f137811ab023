// One attempt of a bootstrap in a process of its own, which may be killed before any step of it:
//   node bootstrap-child.ts <folder> <pulumi> <step to be killed before, from 1; 0 for none>
// Prints each step, and its outcome at the end.
import { environmentDefinition } from "@strata/environment";
import { backendPlan, bootstrapStateBackend } from "../../src/bootstrap/index.ts";

const [folder = "", command = "", kill = "0"] = process.argv.slice(2);
let steps = 0;
try {
  const outcome = await bootstrapStateBackend({
    plan: backendPlan(environmentDefinition("dev"), process.env["PULUMI_BACKEND_URL"]),
    engine: { command, folder },
    variables: process.env,
    onStep: (step) => {
      steps++;
      process.stdout.write(`step ${step}\n`);
      // The whole group: the engine too is gone at once, as where the machine is.
      if (steps === Number(kill))
        process.kill(process.env["STRATA_TEST_KILL_GROUP"] === "1" ? -process.pid : process.pid, "SIGKILL");
    },
  });
  process.stdout.write(`outcome ${outcome}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
