import { installLocalPlugins } from "@strata/aws-local";
import { assertEngineAllowed, ensureEngine, findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { environmentDefinition, isLocal, parseEnvironment } from "@strata/environment";
import { selectBackend } from "@strata/nx-pulumi/backend";
import { ensureLocalStack, localVariables } from "@strata/nx-pulumi/local";
import { mkdirSync } from "node:fs";
import type { Command } from "../command.ts";
import { localStacks } from "../local-stacks.ts";
import { parseFlags } from "../parse-flags.ts";
import { shellExports } from "../shell-exports.ts";

export const env: Command = {
  usage: "env <environment> [--json]",
  description: 'prints what plain pulumi needs: eval "$(npx strata env local)"',
  run: async (args) => {
    const { values, positionals } = parseFlags(args, { json: { type: "boolean", default: false } }, 1);
    const environment = parseEnvironment(positionals[0] ?? "");
    const root = findWorkspaceRoot();
    const engine = await ensureEngine({ root });
    assertEngineAllowed(engine, environment);
    let variables: Record<string, string> = { ...engine.env, PULUMI_STACK: environment };
    if (isLocal(environment)) {
      const paths = workspacePaths(root);
      variables = { ...variables, ...localVariables(paths) };
      await installLocalPlugins(engine.pulumiHome);
      mkdirSync(paths.backend, { recursive: true });
      const pulumi = {
        command: engine.command,
        env: { ...process.env, ...variables },
        backend: paths.backend,
        signal: AbortSignal.any([]),
      };
      for (const stack of localStacks(root)) await ensureLocalStack(stack, pulumi);
    } else {
      // What follows in that shell is not known, so it is given what previews need; roles are assumed by providers.
      const backend = selectBackend(environmentDefinition(environment), "preview", root, process.env);
      for (const note of backend.notes) process.stderr.write(`${note}\n`);
      variables = { ...variables, ...backend.variables };
    }
    process.stdout.write(
      values.json ? `${JSON.stringify(variables, undefined, 2)}\n` : shellExports(variables),
    );
    return 0;
  },
};
