import { assertEngineAllowed, ensureEngine, findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { environmentDefinition, isLocal, unknownName } from "@strata/environment";
import { initStack, selectBackend } from "@strata/nx-pulumi/backend";
import { localVariables, StackError } from "@strata/nx-pulumi/local";
import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Command, UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";

export const init: Command = {
  usage: "init <stack> -c <environment>",
  description: "makes the Pulumi stack, with the catalogue's backend and secrets provider",
  run: async (args) => {
    const { values, positionals } = parseFlags(args, { configuration: { type: "string", short: "c" } }, 1);
    if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
    const environment = environmentDefinition(values.configuration);
    const root = findWorkspaceRoot();
    const stack = knownStack(root, positionals[0] ?? "");
    const { variables, notes } = isLocal(environment.name)
      ? { variables: localVariables(workspacePaths(root)), notes: [] }
      : selectBackend(environment, "apply", root, process.env);
    for (const note of notes) process.stderr.write(`${note}\n`);
    const engine = await ensureEngine({ root });
    assertEngineAllowed(engine, environment.name);
    await initStack({
      directory: join(root, "stacks", stack),
      environment,
      command: engine.command,
      env: { ...process.env, ...engine.env, ...variables },
      signal: AbortSignal.any([]),
    });
    process.stdout.write(
      `Made the stack "${environment.name}" of ${stack} in ${variables["PULUMI_BACKEND_URL"]}, with the secrets ` +
        `provider ${environment.secretsProvider}. Commit stacks/${stack}/Pulumi.${environment.name}.yaml.\n`,
    );
    return 0;
  },
};

function knownStack(root: string, name: string): string {
  const stacks = globSync("stacks/*/Pulumi.yaml", { cwd: root }).map((file) => basename(dirname(file)));
  if (!stacks.includes(name)) throw new StackError(unknownName("stack", name, stacks.sort()));
  return name;
}
