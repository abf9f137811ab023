import { assertEngineAllowed, ensureEngine, findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { environmentDefinition } from "@strata/environment";
import { assertSessions, selectBackend } from "@strata/nx-pulumi/backend";
import {
  type BackendPlan,
  backendPlan,
  type BootstrapOutcome,
  bootstrapStateBackend,
  PROJECT,
} from "@strata/state/bootstrap";
import { leasedBackend, withLease } from "@strata/state/leased";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Makes the backend of an environment; resolves to the exit code. Throws `BootstrapError` and what its parts throw. */
export async function runBootstrap(environmentName: string): Promise<number> {
  const environment = environmentDefinition(environmentName);
  const root = findWorkspaceRoot();
  const backend = selectBackend(environment, "apply", root, process.env);
  for (const note of backend.notes) say(note);
  const plan = backendPlan(environment, backend.variables["PULUMI_BACKEND_URL"]);
  const { account } = environment.backend;
  const notes = await assertSessions({
    environment,
    accounts: account === undefined ? [] : [account],
    operation: "apply",
    variables: { ...process.env, ...backend.variables },
  });
  notes.forEach(say);
  const engine = await ensureEngine({ root });
  assertEngineAllowed(engine, environment.name);
  const variables = { ...process.env, ...engine.env, ...backend.variables };
  const folder = join(workspacePaths(root).state, "bootstrap", environment.name);
  mkdirSync(folder, { recursive: true });
  const outcome = await bootstrapStateBackend({
    plan,
    engine: { command: engine.command, folder },
    variables,
    onStep: (step) => say(`  ${step}`),
    asOneWriter: (body) => {
      const leased = leasedBackend(environment, variables);
      if (leased === undefined) return body();
      const signal = AbortSignal.any([]);
      const purpose = { operation: "bootstrap", project: PROJECT, stack: environment.name };
      return withLease({ ...purpose, backend: leased, variables, say, signal, looksForOthers: false }, body);
    },
  });
  process.stdout.write(`${said(outcome, plan)}\n`);
  return 0;
}

function said(outcome: BootstrapOutcome, plan: BackendPlan): string {
  const { environment, bucket, lockTable, secretsProvider } = plan;
  const what = `the bucket ${bucket}, the lock table ${lockTable} and the key ${secretsProvider}`;
  switch (outcome) {
    case "unchanged":
      return `The backend of "${environment}" is as it should be: ${what}. Nothing was changed.`;
    case "repaired":
      return `Repaired the backend of "${environment}": ${what}.`;
    default:
      return `Made the backend of "${environment}": ${what}. Now make its stacks: npx strata init <stack> -c ${environment}`;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
