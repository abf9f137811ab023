import { assertEngineAllowed, ensureEngine, findWorkspaceRoot } from "@strata/engine";
import { environmentDefinition, isLocal } from "@strata/environment";
import { selectBackend } from "@strata/nx-pulumi/backend";
import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { stackOfCommand } from "../run/stack-of-command.ts";
import { writesState } from "../run/writes-state.ts";

export const run: Command = {
  usage: "run -c <environment> -- pulumi <command …>",
  description: "runs plain pulumi as the one writer of its stack: waits for the lease, and holds it",
  run: async (args) => {
    const split = args.indexOf("--");
    const [program, ...command] = split === -1 ? [] : args.slice(split + 1);
    if (program !== "pulumi" || command.length === 0)
      throw new UsageError(
        `expects -- pulumi and a command of it; got ${JSON.stringify(args.slice(split + 1).join(" "))}`,
      );
    const { values } = parseFlags(args.slice(0, split), { configuration: { type: "string", short: "c" } }, 0);
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const environment = environmentDefinition(values.configuration);
    if (isLocal(environment.name))
      throw new UsageError('local needs no lease: eval "$(npx strata env local)", then pulumi itself');
    const root = findWorkspaceRoot();
    const stack = stackOfCommand(command, { environment: environment.name, folder: process.cwd() });
    const writes = writesState(command);
    const engine = await ensureEngine({ root });
    assertEngineAllowed(engine, environment.name);
    const backend = selectBackend(environment, writes ? "apply" : "preview", root, process.env);
    for (const note of backend.notes) process.stderr.write(`${note}\n`);
    const variables = {
      ...process.env,
      ...engine.env,
      ...backend.variables,
      PULUMI_STACK: environment.name,
    };
    // No other command needs the SDK, which takes long to load.
    const { pulumiUnderLease } = await import("../run/pulumi-under-lease.ts");
    return pulumiUnderLease({
      environment,
      stack,
      writes,
      command: engine.command,
      args: command,
      variables,
    });
  },
};
