// Run by Node.js in a workspace: node bench/scale/seed-results.ts
// Keeps a result for every stack, as its preview would: by the same code, for the same ingredients and the same reads. Only
// the engine is spared, so that a workspace of 1,000 stacks need not be previewed for half an hour before it is measured.
import { emptyChangeSet } from "@strata/change-set/testing";
import { createProjectGraphAsync } from "@nx/devkit";
import { openRun } from "../../tools/nx-pulumi/src/run/open-run.ts";
import { Output } from "../../tools/nx-pulumi/src/run/output.ts";
import { openPreviews } from "../../tools/nx-pulumi/src/reuse/open-previews.ts";
import { readStackProjects } from "../../tools/nx-pulumi/src/stacks/stack-project.ts";

const root = process.cwd();
const graph = await createProjectGraphAsync();
const stacks = readStackProjects(graph, root);
const request = {
  operation: "preview" as const,
  environment: "local" as const,
  workspaceRoot: root,
  stacks,
  graph,
  selected: [...stacks.keys()],
  output: new Output({}, () => undefined),
  signal: new AbortController().signal,
};
const { run, close } = await openRun(request);
const { reuse, reads } = openPreviews(run, request);
const planned = { arn: { state: "unknown" as const } };
for (const stack of stacks.values()) {
  const decision = await reuse?.decide(stack, () => Promise.resolve());
  if (decision === undefined || decision.earlier !== undefined) continue;
  const changeSet = emptyChangeSet({
    stack: stack.name,
    project: stack.pulumiProject,
    engine: { version: run.engine.version },
    startedAt: new Date().toISOString(),
    counts: { create: 2 },
    plannedOutputs: planned,
    upstreams: [...stack.upstreams],
  });
  for (const upstream of stack.upstreams) reads.notePlanned(upstream, planned);
  const seen = stack.upstreams.flatMap((upstream) => [[upstream], [upstream, "arn"]]);
  await reuse?.keep(stack, decision.base, changeSet, { reads: seen, functions: [] });
}
await close();
