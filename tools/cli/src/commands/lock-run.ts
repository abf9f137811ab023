import { findWorkspaceRoot } from "@strata/engine";
import { environmentDefinition, nearest } from "@strata/environment";
import { selectBackend } from "@strata/nx-pulumi/backend";
import { leasedBackend, ownerOf } from "@strata/state/leased";
import {
  forceUnlock,
  LeaseError,
  type LeaseRecord,
  listLeases,
  type LockTable,
  readLease,
} from "@strata/state/lock";
import { UsageError } from "../command.ts";
import { parseFlags } from "../parse-flags.ts";
import { renderLease, renderLeases } from "./lock-render.ts";

const OPTIONS = {
  configuration: { type: "string", short: "c" },
  all: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  fence: { type: "string" },
  reason: { type: "string" },
} as const;

type Name = "ls" | "show" | "release";

/** What each command takes beside the environment. */
const TAKES: Readonly<Record<Name, readonly string[]>> = {
  ls: ["all", "json"],
  show: ["json"],
  release: ["fence", "reason"],
};

/** Runs `strata lock <name>`; resolves to the exit code. Throws {@link UsageError}, `LeaseError`. */
export async function runLock(name: Name, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, OPTIONS, name === "ls" ? 0 : 1);
  const { configuration, all, json, fence, reason } = values;
  const given = Object.entries({ all: all || undefined, json: json || undefined, fence, reason });
  const problems = given
    .filter(([flag, value]) => value !== undefined && !TAKES[name].includes(flag))
    .map(([flag]) => `--${flag} means nothing to ${name}`);
  if (configuration === undefined) problems.push("expects an environment: -c <environment>");
  if (name === "release" && fence === undefined)
    problems.push("expects the fence that strata lock show prints: --fence <number>");
  if (name === "release" && !reason?.trim())
    problems.push('expects why, for whoever finds the lease gone: --reason "<why>"');
  if (problems.length > 0 || configuration === undefined) throw new UsageError(problems.join("; "));
  const { table, variables } = openTable(configuration, name === "release" ? "apply" : "preview");
  const id = positionals[0] ?? "";
  switch (name) {
    case "ls": {
      const records = (await listLeases(table)).filter(({ released }) => all || !released);
      print(json ? toJson(records) : renderLeases(records, { environment: configuration, all }));
      return 0;
    }
    case "show": {
      const record = (await readLease(table, id)) ?? (await noSuchLease(table, id, configuration));
      print(json ? toJson(record) : renderLease(record, configuration));
      return 0;
    }
    case "release": {
      const { actor, host } = ownerOf({ operation: "lock release" }, variables);
      const record = await forceUnlock(table, {
        lockId: id,
        fence: /^\d+$/.test(fence ?? "") ? Number(fence) : Number.NaN,
        actor: `${actor} on ${host}`,
        reason: reason ?? "",
      });
      print(renderLease(record, configuration));
      return 0;
    }
  }
}

/** The table of an environment's leases, and as whom it is asked. */
function openTable(
  configuration: string,
  role: "preview" | "apply",
): { table: LockTable; variables: NodeJS.ProcessEnv } {
  const environment = environmentDefinition(configuration);
  const without = new LeaseError(
    `The stacks of "${environment.name}" have no leases: its state is in ${environment.backend.url}. ` +
      "Only a bucket of S3 has them (backend.lockTable in libs/environment/src/definitions.ts).",
  );
  if (environment.backend.lockTable === undefined) throw without;
  const selected = selectBackend(environment, role, findWorkspaceRoot(), process.env);
  for (const note of selected.notes) process.stderr.write(`${note}\n`);
  const variables = { ...process.env, ...selected.variables };
  const backend = leasedBackend(environment, variables);
  if (backend === undefined) throw without;
  return { table: backend.table, variables };
}

async function noSuchLease(table: LockTable, id: string, environment: string): Promise<never> {
  const near = nearest(
    id,
    (await listLeases(table)).map(({ lockId }) => lockId),
  );
  throw new LeaseError(
    `There is no lease ${JSON.stringify(id)}.${near === undefined ? "" : ` Did you mean ${near}?`} ` +
      `A lock ID is <bucket>[/<prefix>]/<project>/<stack>. List them: npx strata lock ls --all -c ${environment}`,
  );
}

function toJson(value: LeaseRecord | readonly LeaseRecord[]): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}
