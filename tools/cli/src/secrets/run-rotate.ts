import { assertEngineAllowed, ensureEngine, workspacePaths } from "@strata/engine";
import { isLocal, secretsProviderProblem } from "@strata/environment";
import { StateError } from "@strata/state/checkpoint";
import { rotateSecrets } from "@strata/state/secrets-provider";
import { join } from "node:path";
import { UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { openState } from "../state/open-store.ts";
import { type NamedStack, stackOfWorkspace } from "../state/stack-of-workspace.ts";

const OPTIONS = { configuration: { type: "string", short: "c" }, to: { type: "string" } } as const;

/** Runs `strata secrets rotate`; resolves to the exit code. */
export async function runRotate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, OPTIONS, 1);
  if (values.configuration === undefined) throw new UsageError("expects an environment: -c <environment>");
  const named = stackOfWorkspace(positionals[0] ?? "", values.configuration);
  const { environment, root, stack, directory } = named;
  const to = values.to ?? environment.secretsProvider;
  assertMayProtect(to, named);
  const { store, variables, asOneWriter } = openState(named, "apply");
  const engine = await ensureEngine({ root });
  assertEngineAllowed(engine, environment.name);
  const rotation = await asOneWriter("secrets rotate", ({ signal, noteProcess }) =>
    rotateSecrets({
      stack,
      environment: environment.name,
      directory,
      command: engine.command,
      variables: { ...variables, ...engine.env },
      store,
      to,
      backup: join(workspacePaths(root).state, "secrets-rotation", `${stack}.${environment.name}.yaml`),
      say: (line) => process.stderr.write(`${line}\n`),
      signal,
      onStart: noteProcess,
    }),
  );
  const notes = [
    `The secrets of ${stack} in ${environment.name} are encrypted with ${rotation.to}; before: ${rotation.from}. Commit stacks/${stack}/Pulumi.${environment.name}.yaml.`,
    `Older versions of its state are encrypted as they were: keep what opens them for as long as the bucket keeps them.`,
    ...(to === environment.secretsProvider
      ? []
      : [
          `The catalogue has ${environment.secretsProvider} for new stacks of ${environment.name}: libs/environment/src/definitions.ts`,
        ]),
  ];
  process.stdout.write(`${notes.join("\n")}\n`);
  return 0;
}

/** Throws `StateError` for a provider that Pulumi cannot use, or that would protect nothing. */
function assertMayProtect(to: string, { environment }: NamedStack): void {
  const problem =
    secretsProviderProblem(to) ??
    (to === "default"
      ? "only a Pulumi Cloud has keys of its own"
      : to === "passphrase" && !environment.backend.url.startsWith("file://") && !isLocal(environment.name)
        ? "a passphrase protects no state that others can read"
        : undefined);
  if (problem !== undefined)
    throw new StateError(`--to: got ${JSON.stringify(to)}; ${problem}. Nothing was changed.`);
}
