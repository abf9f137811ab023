import type { ChangeSet } from "@strata/change-set";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SmallStack, writeSmallStack } from "./support/small-stacks.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const parameter = (name: string, upstream?: string): SmallStack["resources"][number] => ({
  name,
  kind: "parameter",
  value: upstream === undefined ? { text: name } : { upstream, output: "arn" },
});
const stack = (name: string, ...upstreams: string[]): SmallStack => ({
  name,
  upstreams,
  resources: [parameter("own"), ...upstreams.map((upstream) => parameter(`from${upstream}`, upstream))],
  outputs: [
    { name: "arn", value: { resource: "own", attribute: "arn" } },
    { name: "token", value: { text: "hunter2" }, secret: true },
  ],
});
const STACKS = [stack("a"), stack("b", "a"), stack("c", "a"), stack("d", "b", "c")];
const NAMES = STACKS.map(({ name }) => name);

/** What differs between machines: when it ran and how long it took. */
const withoutTimes = ({
  startedAt: _,
  durationMs: __,
  reasons: ___,
  fingerprint: ____,
  ...rest
}: ChangeSet) => rest;

const copies: WorkspaceCopy[] = [];
const copy = (): WorkspaceCopy => {
  const workspace = new WorkspaceCopy();
  for (const one of STACKS) writeSmallStack(workspace.root, one);
  // The same commit everywhere, as on the machines of one run.
  workspace.git("add", "--all");
  workspace.git(
    "-c",
    "user.useConfigOnly=false",
    "commit",
    "--quiet",
    "--message",
    "stacks",
    "--date=2026-01-01T00:00:00Z",
  );
  copies.push(workspace);
  return workspace;
};
afterAll(() => {
  for (const workspace of copies) workspace.remove();
});

it("previews layer by layer in separate checkouts, with only change sets passed on, what one run previews", async () => {
  const whole = copy();
  const done = await whole.nx(["run-many", "-t", "preview", "-p", NAMES.join(",")]);
  expect([done.code, done.text]).toEqual([0, expect.any(String)]);

  const { code, text } = await whole.run(join(whole.root, "node_modules/.bin/strata"), ["matrix", "--all"]);
  const { layers } = JSON.parse(text) as { layers: string[][] };
  const mine = layers
    .map((layer) => layer.filter((name) => NAMES.includes(name)))
    .filter((layer) => layer.length > 0);
  expect([code, mine]).toEqual([0, [["a"], ["b", "c"], ["d"]]]);

  const artifacts = join(whole.root, "artifacts");
  const found = new Map<string, ChangeSet>();
  for (const layer of mine) {
    const machine = cloneOf(whole);
    const given = join(machine.root, "dist/earlier");
    if (existsSync(artifacts)) cpSync(artifacts, given, { recursive: true });
    const earlier = existsSync(given) ? ["--earlierLayers=dist/earlier"] : [];
    const result = await machine.nx(["run-many", "-t", "preview", "-p", layer.join(","), ...earlier]);
    expect([result.code, result.text]).toEqual([0, expect.any(String)]);
    for (const name of layer) {
      // Nothing else is previewed on the way: what is not deployed comes from the artifacts.
      expect(NAMES.filter((other) => machine.hasChangeSet(other)).sort()).toEqual([...layer].sort());
      found.set(name, machine.changeSet(name));
      const file = join(machine.root, "dist/change-sets/local", `${name}.json`);
      expect(readFileSync(file, "utf8")).not.toContain("hunter2");
      cpSync(file, join(artifacts, `${name}.json`));
    }
  }
  for (const name of NAMES)
    expect(withoutTimes(found.get(name) as ChangeSet)).toEqual(withoutTimes(whole.changeSet(name)));
});

/** Another machine: the same commit, no state, no results, no dist. */
function cloneOf(whole: WorkspaceCopy): WorkspaceCopy {
  const machine = new WorkspaceCopy();
  copies.push(machine);
  for (const one of STACKS) writeSmallStack(machine.root, one);
  machine.git("fetch", "--quiet", whole.root, "HEAD");
  machine.git("add", "--all");
  machine.git("reset", "--quiet", "--soft", "FETCH_HEAD");
  return machine;
}
