import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { cleanEnvironment } from "../../../nx-pulumi/test/support/clean-environment.ts";
import type { WorkspaceCopy } from "../../../nx-pulumi/test/support/workspace-copy.ts";
import { allows, asText, type Contexts, interpolate, type Status } from "./expressions.ts";
import {
  type Artifact,
  type GithubServer,
  type Permissions,
  REPOSITORY,
  REPOSITORY_ID,
} from "./github-server.ts";

/** What sets a workflow off. */
export interface Trigger {
  readonly event: "pull_request" | "push" | "schedule" | "workflow_dispatch";
  /** What is checked out: of a pull request its merge with the base, committed by the test. */
  readonly sha: string;
  readonly pull?: {
    readonly number: number;
    readonly headSha: string;
    readonly baseSha: string;
    readonly fork?: boolean;
  };
  readonly vars?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Whether the reviewers of an environment let a job in. @default they do */
  readonly approve?: (environment: string) => boolean;
}

export type Result = "success" | "failure" | "skipped";

export interface JobOutcome {
  readonly result: Result;
  readonly outputs: Record<string, string>;
  /** The names of the steps that ran, with how they ended. */
  readonly steps: readonly (readonly [string, Result])[];
}

export interface RunOutcome {
  readonly id: number;
  readonly result: Result;
  /** By name; of a workflow that is called, `dev / plan`. */
  readonly jobs: ReadonlyMap<string, JobOutcome>;
  readonly log: string;
  readonly summary: string;
}

interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, unknown>;
  "continue-on-error"?: boolean;
}

interface Job {
  needs?: string | string[];
  if?: string;
  uses?: string;
  with?: Record<string, unknown>;
  strategy?: { matrix: Record<string, unknown> };
  permissions?: Permissions;
  environment?: string;
  env?: Record<string, unknown>;
  outputs?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  permissions?: Permissions;
  jobs: Record<string, Job>;
  on?: { workflow_call?: { inputs?: Record<string, { default?: unknown }> } };
}

/** What a run is about, for all of its jobs. */
interface Run {
  readonly id: number;
  readonly trigger: Trigger;
  readonly github: Record<string, unknown>;
  readonly folder: string;
  readonly jobs: Map<string, JobOutcome>;
  readonly log: string[];
}

const FINE: Status = { failed: false, cancelled: false };

/**
 * Runs workflows as GitHub Actions would, step by step, in one clone: the scripts are the workflow's own and do all that
 * they do, and the few actions that are used are stood in for. Between jobs nothing stays in `dist` but what artifacts
 * carry over; the embedded AWS and its state stay, as a cloud does.
 */
export class WorkflowRunner {
  readonly #workspace: WorkspaceCopy;
  readonly #server: GithubServer;
  /** Jobs that are none of the tests' business, such as the check of types. */
  readonly #without: ReadonlySet<string>;
  #nextRun = 1;

  constructor(workspace: WorkspaceCopy, server: GithubServer, without: readonly string[] = ["types"]) {
    this.#workspace = workspace;
    this.#server = server;
    this.#without = new Set(without);
  }

  async run(file: string, trigger: Trigger): Promise<RunOutcome> {
    const id = this.#nextRun++;
    const folder = mkdtempSync(join(tmpdir(), "strata-actions-"));
    try {
      const run: Run = {
        id,
        trigger,
        folder,
        jobs: new Map(),
        log: [],
        github: this.#githubContext(id, trigger, folder),
      };
      this.#server.artifacts.set(id, new Map());
      const result = await this.#workflow(file, run, trigger.inputs ?? {}, undefined, "");
      const { pull, sha, event } = trigger;
      this.#server.runs.push({
        id,
        workflow: file,
        event,
        headSha: pull?.headSha ?? sha,
        headRepositoryId: pull?.fork ? 999 : REPOSITORY_ID,
        conclusion: result === "failure" ? "failure" : "success",
      });
      const summary = join(folder, "summary.md");
      return {
        id,
        result,
        jobs: run.jobs,
        log: run.log.join(""),
        summary: existsSync(summary) ? readFileSync(summary, "utf8") : "",
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #githubContext(id: number, { event, sha, pull }: Trigger, folder: string): Record<string, unknown> {
    const own = { id: REPOSITORY_ID };
    const payload = {
      repository: { id: REPOSITORY_ID, default_branch: "main" },
      ...(pull && {
        pull_request: {
          number: pull.number,
          head: { sha: pull.headSha, repo: pull.fork ? { id: 999 } : own },
          base: { sha: pull.baseSha, repo: own },
        },
      }),
    };
    writeFileSync(join(folder, "event.json"), JSON.stringify(payload));
    return { event: payload, event_name: event, sha, run_id: String(id), repository: REPOSITORY };
  }

  /** @param given what the calling job may do; `undefined` for a workflow that is not called */
  async #workflow(
    file: string,
    run: Run,
    inputs: Readonly<Record<string, unknown>>,
    given: Permissions | undefined,
    prefix: string,
  ): Promise<Result> {
    const text = readFileSync(join(this.#workspace.root, ".github/workflows", file), "utf8");
    const workflow = parse(text) as Workflow;
    const declared = workflow.on?.workflow_call?.inputs ?? {};
    const defaults = Object.fromEntries(
      Object.entries(declared).map(([name, input]) => [name, input.default ?? null]),
    );
    const needs: Record<string, { result: Result; outputs: Record<string, string> }> = {};
    const ancestors = new Map<string, Set<string>>();
    let result: Result = "success";
    for (const [name, job] of Object.entries(workflow.jobs)) {
      if (this.#without.has(name)) continue;
      const direct = [job.needs ?? []].flat();
      const before = new Set(direct.flatMap((need) => [need, ...(ancestors.get(need) ?? [])]));
      ancestors.set(name, before);
      const contexts: Contexts = {
        github: run.github,
        vars: run.trigger.vars ?? {},
        inputs: { ...defaults, ...inputs },
        needs: Object.fromEntries(direct.map((need) => [need, needs[need]])),
      };
      const failed = [...before].some((need) => needs[need]?.result === "failure");
      const skipped = direct.some((need) => needs[need]?.result === "skipped");
      // Without a function of status a job needs that all before it succeeded: one that was skipped did not.
      const status: Status = { failed, cancelled: false };
      const may = allows(
        job.if,
        contexts,
        job.if === undefined || !/\b(always|failure|cancelled)\(/.test(job.if)
          ? { ...status, failed: failed || skipped }
          : status,
      );
      const permissions = given ?? job.permissions ?? workflow.permissions ?? {};
      const done = may ? await this.#matrix(`${prefix}${name}`, job, run, contexts, permissions) : SKIPPED;
      if (!may) run.jobs.set(`${prefix}${name}`, SKIPPED);
      needs[name] = { result: done.result, outputs: done.outputs };
      if (done.result === "failure") result = "failure";
    }
    return result;
  }

  async #matrix(
    name: string,
    job: Job,
    run: Run,
    contexts: Contexts,
    permissions: Permissions,
  ): Promise<JobOutcome> {
    const [axis] = Object.entries(job.strategy?.matrix ?? {});
    if (axis === undefined) return this.#job(name, job, run, { ...contexts, matrix: {} }, permissions);
    const values = interpolate(String(axis[1]), contexts, FINE) as unknown[];
    if (values.length === 0) throw new Error(`${name}: a matrix without a value is an error of GitHub's`);
    let last = SKIPPED;
    const results: Result[] = [];
    for (const value of values) {
      last = await this.#job(
        `${name} (${asText(value)})`,
        job,
        run,
        { ...contexts, matrix: { [axis[0]]: value } },
        permissions,
      );
      results.push(last.result);
    }
    const outcome: JobOutcome = { ...last, result: results.includes("failure") ? "failure" : "success" };
    run.jobs.set(name, outcome);
    return outcome;
  }

  async #job(
    name: string,
    job: Job,
    run: Run,
    contexts: Contexts,
    permissions: Permissions,
  ): Promise<JobOutcome> {
    if (job.uses !== undefined) {
      const inputs = valuesOf(job.with ?? {}, contexts, FINE);
      const file = job.uses.replace("./.github/workflows/", "");
      const result = await this.#workflow(file, run, inputs, permissions, `${name} / `);
      const outcome: JobOutcome = { result, outputs: {}, steps: [] };
      run.jobs.set(name, outcome);
      return outcome;
    }
    run.log.push(`##[job] ${name}\n`);
    const environment =
      job.environment === undefined ? undefined : asText(interpolate(job.environment, contexts, FINE));
    const outcome =
      environment !== undefined && run.trigger.approve?.(environment) === false
        ? { result: "failure" as const, outputs: {}, steps: [] }
        : await this.#steps(name, job, run, contexts, permissions, environment);
    run.jobs.set(name, outcome);
    return outcome;
  }

  async #steps(
    name: string,
    job: Job,
    run: Run,
    contexts: Contexts,
    permissions: Permissions,
    environment: string | undefined,
  ): Promise<JobOutcome> {
    rmSync(join(this.#workspace.root, "dist"), { recursive: true, force: true });
    const allowed = this.#granted(permissions, run.trigger);
    const steps: Record<string, { outputs: Record<string, string> }> = {};
    const ran: (readonly [string, Result])[] = [];
    let status = FINE;
    const own: Record<string, unknown> = {
      ...contexts,
      github: { ...run.github, token: this.#server.token(allowed) },
      steps,
      env: {},
    };
    const jobEnv = valuesOf(job.env ?? {}, own, FINE);
    const identity = this.#identityOf(allowed, run.trigger, environment);
    for (const step of job.steps ?? []) {
      const title = step.name ?? step.uses?.split("@")[0] ?? step.run ?? "";
      if (!allows(step.if, own, status)) continue;
      run.log.push(`##[step] ${name}: ${title}\n`);
      const done =
        step.run === undefined
          ? this.#action(step, run, own, status)
          : await this.#script(step.run, run, {
              ...identity,
              ...jobEnv,
              ...valuesOf(step.env ?? {}, own, status),
            });
      ran.push([title, done.result]);
      if (step.id !== undefined) steps[step.id] = { outputs: done.outputs };
      if (done.result === "failure" && step["continue-on-error"] !== true)
        status = { ...status, failed: true };
    }
    const outputs = valuesOf(job.outputs ?? {}, own, FINE);
    return { result: status.failed ? "failure" : "success", outputs, steps: ran };
  }

  /** A run of a pull request from another repository may read, whatever the workflow says. */
  #granted(permissions: Permissions, { pull }: Trigger): Permissions {
    const granted: Permissions = { metadata: "read", ...permissions };
    if (!pull?.fork) return granted;
    return Object.fromEntries(
      Object.entries(granted).flatMap(([name]) => (name === "id-token" ? [] : [[name, "read"] as const])),
    );
  }

  #identityOf(
    permissions: Permissions,
    { event }: Trigger,
    environment: string | undefined,
  ): Record<string, string> {
    if (permissions["id-token"] !== "write") return {};
    const context =
      environment !== undefined
        ? `environment:${environment}`
        : event === "pull_request"
          ? event
          : "ref:refs/heads/main";
    const { url, token } = this.#server.identity(`repo:${REPOSITORY}:${context}`);
    return { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token };
  }

  async #script(
    script: string,
    run: Run,
    env: Readonly<Record<string, string>>,
  ): Promise<{ result: Result; outputs: Record<string, string> }> {
    const { root } = this.#workspace;
    const file = join(run.folder, "script.sh");
    const output = join(run.folder, "output");
    writeFileSync(file, asText(script));
    writeFileSync(output, "");
    const variables = {
      ...cleanEnvironment(root),
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: this.#server.url,
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_RUN_ID: String(run.id),
      GITHUB_SHA: run.trigger.sha,
      GITHUB_EVENT_NAME: run.trigger.event,
      GITHUB_EVENT_PATH: join(run.folder, "event.json"),
      GITHUB_WORKSPACE: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(run.folder, "summary.md"),
      ...env,
    };
    // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#exit-codes-and-error-action-preference
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn("bash", ["-e", file], {
        cwd: root,
        env: variables,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const take = (chunk: Buffer): void => void run.log.push(chunk.toString("utf8"));
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      child.on("error", reject);
      child.on("close", resolve);
    });
    return { result: code === 0 ? "success" : "failure", outputs: outputsOf(readFileSync(output, "utf8")) };
  }

  #action(
    step: Step,
    run: Run,
    contexts: Contexts,
    status: Status,
  ): { result: Result; outputs: Record<string, string> } {
    const { root } = this.#workspace;
    const input = valuesOf(step.with ?? {}, contexts, status);
    const done = (outputs: Record<string, string> = {}) => ({ result: "success" as const, outputs });
    const [action = "", version = ""] = (step.uses ?? "").split("@");
    if (!action.startsWith("./") && !/^[0-9a-f]{40}$/.test(version))
      throw new Error(`${step.uses ?? ""} is not pinned by a commit`);
    const artifacts = this.#server.artifacts.get(run.id) ?? new Map<string, Artifact>();
    switch (action) {
      case "actions/checkout":
        this.#workspace.git("checkout", "--quiet", "--detach", "--force", run.trigger.sha);
        return done();
      case "./.github/actions/setup":
        // The packages of the copy are those of the lockfile.
        return done();
      case "actions/upload-artifact": {
        const files = filesOf(join(root, input["path"] ?? ""));
        if (files.size === 0)
          return input["if-no-files-found"] === "error" ? { result: "failure", outputs: {} } : done();
        if (artifacts.has(input["name"] ?? ""))
          throw new Error(`an artifact ${input["name"] ?? ""} is there already`);
        artifacts.set(input["name"] ?? "", files);
        return done({
          "artifact-url": `https://github.example/${REPOSITORY}/actions/runs/${run.id}/artifacts/1`,
        });
      }
      case "actions/download-artifact": {
        const { name, pattern, path = "" } = input;
        if (name !== undefined && !artifacts.has(name)) return { result: "failure", outputs: {} };
        const wanted = new RegExp(`^${(name ?? pattern ?? "").replaceAll("*", ".*")}$`);
        for (const [found, files] of artifacts) {
          if (!wanted.test(found)) continue;
          for (const [file, bytes] of files) {
            const target = join(root, path, name === undefined ? found : "", file);
            mkdirSync(dirname(target), { recursive: true });
            writeFileSync(target, bytes);
          }
        }
        return done();
      }
      default:
        throw new Error(`the action ${action} is not known to these tests`);
    }
  }
}

const SKIPPED: JobOutcome = { result: "skipped", outputs: {}, steps: [] };

function valuesOf(
  texts: Readonly<Record<string, unknown>>,
  contexts: Contexts,
  status: Status,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      asText(typeof text === "string" ? interpolate(text, contexts, status) : text),
    ]),
  );
}

function filesOf(path: string, below = ""): Artifact {
  if (!existsSync(path)) return new Map();
  if (statSync(path).isFile()) return new Map([[below, readFileSync(path)]]);
  return new Map(readdirSync(path).flatMap((name) => [...filesOf(join(path, name), join(below, name))]));
}

/** The values in a file of GITHUB_OUTPUT. */
function outputsOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(lines[at] ?? "") ?? [];
    if (name === undefined) continue;
    const from = at + 1;
    while (at + 1 < lines.length && lines[at + 1] !== end) at++;
    found[name] = lines.slice(from, at + 1).join("\n");
    at++;
  }
  return found;
}
