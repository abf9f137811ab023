import { ENVIRONMENTS } from "@strata/environment";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const GITHUB = join(import.meta.dirname, "../../../.github");
const read = (path: string): string => readFileSync(join(GITHUB, path), "utf8");
const workflows = readdirSync(join(GITHUB, "workflows")).map((name) => `workflows/${name}`);
const files = [...workflows, "actions/setup/action.yml"];

interface Job {
  uses?: string;
  needs?: string | string[];
  permissions?: Record<string, string>;
  environment?: string;
  steps?: { run?: string; uses?: string; with?: Record<string, unknown> }[];
}
interface Workflow {
  on: unknown;
  permissions?: Record<string, string>;
  concurrency?: { "cancel-in-progress": unknown };
  jobs: Record<string, Job>;
}
const workflow = (name: string): Workflow => parse(read(`workflows/${name}`)) as Workflow;

it.each(files)("%s uses actions by commit, and says of which version it is", (file) => {
  for (const line of read(file)
    .split("\n")
    .filter((it) => /\buses:/.test(it)))
    expect(line).toMatch(/uses: (\.\/\.github\/[\w./-]+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
});

it.each(files)(
  "%s has no secret, no trigger that trusts strangers, and no value put into a script",
  (file) => {
    expect(read(file).replace(/#.*/g, "")).not.toMatch(/\bsecrets[.:[]|pull_request_target|workflow_run/);
    const { jobs = {}, runs } = parse(read(file)) as Partial<Workflow> & { runs?: Job };
    const steps = [...Object.values(jobs), ...(runs === undefined ? [] : [runs])].flatMap(
      (job) => job.steps ?? [],
    );
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  },
);

it.each(workflows)("%s leaves no token behind in the clone", (file) => {
  const { jobs } = parse(read(file)) as Workflow;
  for (const { uses = "", with: input } of Object.values(jobs).flatMap(({ steps }) => steps ?? []))
    if (uses.startsWith("actions/checkout@")) expect(input).toMatchObject({ "persist-credentials": false });
});

it.each([
  ["preview.yml", { contents: "read", "pull-requests": "write", "id-token": "write" }],
  ["apply.yml", { contents: "read", "pull-requests": "write", "id-token": "write", actions: "read" }],
  ["drift.yml", { contents: "read", issues: "write", "id-token": "write" }],
])(
  "%s gives each job what it needs: whoever has credentials of AWS writes nothing on GitHub",
  (name, most) => {
    const { permissions, jobs } = workflow(name);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) {
      const own = job.permissions ?? {};
      for (const [permission, access] of Object.entries(own))
        expect(["read", (most as Record<string, string>)[permission]]).toContain(access);
      const writes = Object.entries(own).filter(([, access]) => access === "write");
      expect(writes.length).toBeLessThanOrEqual(1);
    }
  },
);

it("cancels previews that a newer one replaces, and never what changes an account", () => {
  expect(workflow("preview.yml").concurrency?.["cancel-in-progress"]).toBe(true);
  expect(workflow("apply.yml").concurrency?.["cancel-in-progress"]).toBe(false);
  expect(workflow("drift.yml").concurrency?.["cancel-in-progress"]).toBe(false);
});

it("applies every environment of the catalogue but the emulator's, each after all before it", () => {
  const { jobs } = workflow("apply.yml");
  const environments = ENVIRONMENTS.filter((name) => name !== "sandbox");
  expect(Object.entries(jobs).flatMap(([name, { uses }]) => (uses === undefined ? [] : [name]))).toEqual(
    environments,
  );
  environments.forEach((name, index) =>
    expect([jobs[name]?.needs].flat()).toEqual(["affected", ...environments.slice(0, index)]),
  );
  expect([jobs["result"]?.needs].flat()).toEqual(["affected", ...environments]);
});

it("changes an account in a job of the environment that is approved alone, and with no cache", () => {
  for (const name of readdirSync(join(GITHUB, "workflows"))) {
    for (const { steps = [], environment } of Object.values(workflow(name).jobs)) {
      const applies = steps.some(({ run = "" }) => /github as apply|-t up\b/.test(run));
      if (!applies) continue;
      expect([name, environment]).toEqual(["apply-environment.yml", "${{ inputs.environment }}"]);
    }
  }
  for (const name of ["apply.yml", "apply-environment.yml"]) {
    expect(read(`workflows/${name}`)).not.toMatch(/actions\/cache|run-id:/);
    for (const { uses, with: input } of Object.values(workflow(name).jobs).flatMap(
      ({ steps }) => steps ?? [],
    ))
      if (uses === "./.github/actions/setup") expect(input).toEqual({ cache: "false" });
  }
});
