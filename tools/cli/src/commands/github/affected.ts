import { findWorkspaceRoot } from "@strata/engine";
import { catalogue } from "@strata/environment";
import {
  environmentsOfRun,
  lastApplied,
  PURPOSES,
  type Purpose,
  readEvent,
  readRunContext,
  roundsOf,
  setOutput,
} from "@strata/github";
import { affectedStacks, layersIn } from "../../affected-stacks.ts";
import { type Command, UsageError } from "../../command.ts";
import { parseFlags } from "../../parse-flags.ts";

/** As many as preview.yml has jobs for. */
const ROUNDS = 3;

export const affected: Command = {
  usage:
    `github affected [--for ${PURPOSES.join("|")}] [--base <revision>] [--head <revision>] [--since-applied <workflow>] ` +
    "[--all] [--environments <list>] [--per-machine <number>]",
  description:
    "which stacks of which environments a run is of, as JSON and as outputs of the step; no credentials",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        for: { type: "string", default: "preview" },
        base: { type: "string" },
        head: { type: "string" },
        "since-applied": { type: "string" },
        all: { type: "boolean", default: false },
        environments: { type: "string", default: "" },
        "per-machine": { type: "string", default: "20" },
      },
      0,
    );
    const { environments, notes } = environmentsOfRun({
      purpose: purposeOf(values.for ?? ""),
      given: values.environments ?? "",
      fork: readEvent(process.env["GITHUB_EVENT_PATH"]).pullRequest?.fork === true,
      catalogue: catalogue(),
    });
    const root = findWorkspaceRoot();
    const since = values["since-applied"];
    const base = values.all ? undefined : since ? await appliedBase(since, root) : given(values.base);
    const everything = values.all === true || (since !== undefined && base === undefined);
    const found = await affectedStacks(root, { all: everything, base, head: given(values.head) });
    const layers = new Map(environments.map((environment) => [environment, layersIn(environment, found)]));
    for (const [environment, { without }] of layers)
      if (without.length > 0)
        notes.push(`${environment}: ${without.join(", ")} affected, and without that environment`);
    for (const note of notes) process.stderr.write(`${note}\n`);

    const some = [...layers].filter(([, it]) => it.layers.length > 0);
    const stacks = Object.fromEntries(some.map(([environment, it]) => [environment, it.layers.flat()]));
    const rounds = roundsOf(
      new Map(some.map(([environment, it]) => [environment, it.layers])),
      perMachine(values["per-machine"] ?? ""),
      ROUNDS,
    );
    const output = {
      any: some.length > 0,
      base: base ?? "",
      environments: Object.keys(stacks),
      stacks,
      rounds,
    };
    setOutput("any", String(output.any), process.env);
    setOutput("base", output.base, process.env);
    setOutput("environments", JSON.stringify(output.environments), process.env);
    setOutput("stacks", JSON.stringify(stacks), process.env);
    rounds.forEach((jobs, index) => setOutput(`round${index + 1}`, JSON.stringify(jobs), process.env));
    process.stdout.write(`${JSON.stringify(output)}\n`);
    return 0;
  },
};

async function appliedBase(workflow: string, workspaceRoot: string): Promise<string | undefined> {
  const commit = await lastApplied({ context: readRunContext(process.env), workflow, workspaceRoot });
  process.stderr.write(
    commit === undefined
      ? `No run of ${workflow} has applied anything yet: every stack is taken.\n`
      : `The last run of ${workflow} that applied all it had to was of ${commit.slice(0, 7)}.\n`,
  );
  return commit;
}

function purposeOf(name: string): Purpose {
  const purpose = PURPOSES.find((it) => it === name);
  if (purpose !== undefined) return purpose;
  throw new UsageError(`--for: got ${JSON.stringify(name)}; allowed: ${PURPOSES.join(", ")}`);
}

function perMachine(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--per-machine: got ${JSON.stringify(text)}; allowed: a number from 1 to 9999`);
}

/** A variable of a workflow that is not set is empty. */
function given(revision: string | undefined): string | undefined {
  return revision === "" ? undefined : revision;
}
