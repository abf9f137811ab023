import type { ProjectGraph } from "@nx/devkit";
import type { ChangeSet } from "@strata/change-set";
import { emptyChangeSet } from "@strata/change-set/testing";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunContext } from "../run/run-context.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { sharedIngredients } from "./ingredients.ts";
import { ProgramClosures } from "./program-closure.ts";
import { type Decision, ResultReuse } from "./result-reuse.ts";
import { SourceFiles } from "./source-files.ts";
import type { StackStates } from "./stack-states.ts";
import { UpstreamReads } from "./upstream-reads.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "reuse-"));
  for (const name of ["eks", "network"]) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, "index.ts"), "");
    writeFileSync(join(root, name, "Pulumi.dev.yaml"), "config: {}");
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const stackOf = (name: string, upstreams: string[]): StackProject => ({
  name,
  pulumiProject: name,
  directory: join(root, name),
  environments: ["dev", "local"],
  upstreams,
});
const edge = (source: string, target: string) => ({ source, target, type: "static" as const });
const project = (name: string) => ({ name, type: "lib" as const, data: { root: name } });
const graph: ProjectGraph = {
  nodes: { eks: project("eks"), network: project("network") },
  dependencies: { eks: [edge("eks", "network")], network: [] },
};
const changeSet = emptyChangeSet({
  stack: "eks",
  project: "eks",
  environment: "dev",
  counts: { same: 3 },
  upstreams: ["network"],
});
const READS = [["network"], ["network", "vpcId"]];

/** One run: the deployed outputs of network, the versions of both states, and what the run is asked to keep. */
class Run {
  readonly eks = stackOf("eks", ["network"]);
  readonly reads: UpstreamReads;
  readonly reuse: ResultReuse;

  constructor({ environment = "dev", state = "s1", vpcId = "vpc-1", engine = "3.259.0" } = {}) {
    const stacks = new Map([this.eks, stackOf("network", [])].map((stack) => [stack.name, stack]));
    const states = {
      of: ({ name }: StackProject) =>
        Promise.resolve({ version: state, outputs: name === "network" ? { vpcId, unread: "x" } : {} }),
    } as unknown as StackStates;
    const run = {
      workspaceRoot: root,
      environment,
      stacks,
      engine: { version: engine },
    } as unknown as RunContext;
    this.reads = new UpstreamReads(states, stacks.values());
    const files = new SourceFiles(root);
    const closures = new ProgramClosures(graph, root, (name) => stacks.has(name));
    this.reuse = new ResultReuse(
      { run, closures, files, states, shared: sharedIngredients(run, files, undefined) },
      this.reads,
    );
  }

  decide(): Promise<Decision> {
    return this.reuse.decide(this.eks, () => Promise.resolve());
  }

  async keep(of: Partial<ChangeSet> = {}, functions: string[] = [], reads = READS): Promise<void> {
    const decision = await this.decide();
    if (decision.earlier === undefined)
      await this.reuse.keep(this.eks, decision.base, { ...changeSet, ...of }, { reads, functions });
  }
}

const stands = async (run: Run): Promise<boolean> => (await run.decide()).earlier !== undefined;

it("lets a result stand for the next run, and not where the state, the engine or what is read is another", async () => {
  await new Run().keep();
  expect(await stands(new Run())).toBe(true);
  expect(await stands(new Run({ state: "s2" }))).toBe(false);
  expect(await stands(new Run({ engine: "3.260.0" }))).toBe(false);
  expect(await stands(new Run({ vpcId: "vpc-2" }))).toBe(false);
  expect(await stands(new Run({ environment: "local" }))).toBe(false);
});

it("counts what the same run plans, before what is deployed", async () => {
  await new Run().keep();
  const same = new Run();
  same.reads.notePlanned("network", {
    vpcId: { state: "known", value: "vpc-1" },
    unread: { state: "unknown" },
  });
  expect(await stands(same)).toBe(true);
  const other = new Run();
  other.reads.notePlanned("network", { vpcId: { state: "unknown" }, unread: { state: "known", value: "x" } });
  const decision = await other.decide();
  expect(decision).toMatchObject({ earlier: undefined, reasons: ["network.vpcId would differ"] });
});

it.each<[string, Partial<ChangeSet>, string[], string[][]]>([
  ["failed", { succeeded: false }, [], READS],
  ["called a function of a provider", {}, ["aws:index/getRegion:getRegion"], READS],
  ["used a remote component", {}, ["eks:index:Cluster"], READS],
  ["read a resource", { counts: { read: 1 } }, [], READS],
  ["read a stack by a reference of its own", { upstreams: ["network", "secrets"] }, [], READS],
])("keeps no result of a shared environment that %s", async (_what, of, functions, reads) => {
  await new Run().keep(of, functions, reads);
  expect(await stands(new Run())).toBe(false);
});

it("keeps results of the embedded AWS whatever was read of it: all that it holds is an ingredient", async () => {
  await new Run({ environment: "local" }).keep({ counts: { read: 1 } }, ["aws:index/getRegion:getRegion"]);
  expect(await stands(new Run({ environment: "local" }))).toBe(true);
});

it("waits for upstreams only where they make a difference", async () => {
  let waited = 0;
  const wait = (): Promise<void> => {
    waited++;
    return Promise.resolve();
  };
  const first = new Run();
  await first.reuse.decide(first.eks, wait);
  expect(waited).toBe(0);
  await first.keep();
  const second = new Run();
  await second.reuse.decide(second.eks, wait);
  expect(waited).toBe(1);
});
