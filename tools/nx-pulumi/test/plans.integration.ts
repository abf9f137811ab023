import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { type SmallStack, writeSmallStack } from "./support/small-stacks.ts";
import type { CommandResult } from "./support/workspace-copy.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const alpha: SmallStack = {
  name: "alpha",
  upstreams: [],
  resources: [{ name: "group", kind: "logGroup", value: { text: "one" } }],
  outputs: [
    { name: "arn", value: { resource: "group", attribute: "arn" } },
    { name: "word", value: { text: "word" } },
    { name: "token", value: { text: "hunter2" }, secret: true },
  ],
};
const beta: SmallStack = {
  name: "beta",
  upstreams: ["alpha"],
  resources: [
    { name: "copy", kind: "parameter", value: { upstream: "alpha", output: "arn" } },
    { name: "named", kind: "logGroup", value: { upstream: "alpha", output: "word" } },
    { name: "hidden", kind: "parameter", value: { upstream: "alpha", output: "token" } },
  ],
  outputs: [],
};

let workspace: WorkspaceCopy;
const run = (target: string, ...args: string[]): Promise<CommandResult> =>
  workspace.nx(["run-many", "-t", target, "-p", "alpha,beta", ...args]);
const done = async (target: string, ...args: string[]): Promise<string> => {
  const { code, text } = await run(target, ...args);
  if (code !== 0) throw new Error(text);
  return text;
};
const planFile = (stack: string): string => join(workspace.root, "dist/plans/local", `${stack}.json`);
const changes = (stack: string): string[] =>
  workspace
    .changeSet(stack)
    .resources.map(({ change, name }) => `${change} ${name}`)
    .sort();
/** An update that must not happen: what it says, and that the state is as it was. */
const refused = async (...args: string[]): Promise<string> => {
  const before = states();
  const { code, text } = await run("up", "--plan", ...args);
  expect([code, text]).toEqual([expect.any(Number), expect.stringContaining("Nothing was changed.")]);
  expect(code).not.toBe(0);
  expect(states()).toEqual(before);
  return text;
};
const states = (): string[] =>
  ["alpha", "beta"].map((stack) =>
    readFileSync(join(workspace.root, ".strata/state/.pulumi/stacks", stack, "local.json"), "utf8"),
  );

beforeAll(async () => {
  workspace = new WorkspaceCopy();
  for (const stack of [alpha, beta]) writeSmallStack(workspace.root, stack);
  await done("up");
});
afterAll(() => workspace.remove());
afterEach(() => {
  for (const stack of [alpha, beta]) writeSmallStack(workspace.root, stack);
});

it("is applied exactly, also where its consumer could not know all, and then is gone", async () => {
  writeSmallStack(workspace.root, {
    ...alpha,
    resources: [{ ...alpha.resources[0]!, value: { text: "two" } }],
  });
  await done("preview", "--plan");
  const stored = ["alpha", "beta"].map((stack) => readFileSync(planFile(stack), "utf8")).join("");
  expect(stored).not.toMatch(/hunter|LogGroup/);
  const text = await done("up", "--plan");
  expect(text).toMatch(/alpha {2}up in local \(by its plan\)/);
  expect(text).toMatch(/beta {2}up in local \(previewed again first: its plan did not know alpha\.arn\)/);
  expect(changes("alpha")).toEqual(["replace group"]);
  expect(changes("beta")).toEqual(["update copy"]);
  const again = await refused();
  expect(again).toMatch(/"alpha" was not updated.*there is none/);
  // Back to where the other tests start.
  for (const stack of [alpha, beta]) writeSmallStack(workspace.root, stack);
  await done("up");
});

const STALE: [string, RegExp, () => void | Promise<void>][] = [
  [
    "a file changed",
    /files of the workspace \(Git tree\): planned for \w+, now \w+/,
    () => workspace.edit("README.md", (text) => `${text}\nMore.\n`),
  ],
  ["the state changed", /the state: planned for \w+, now \w+/, () => workspace.stateEdit("beta")],
  [
    "the lockfile changed",
    /package-lock\.json: planned for \w+, now \w+/,
    () => workspace.edit("package-lock.json", (text) => `${text}\n`),
  ],
  [
    "the configuration changed",
    /the configuration: planned for \w+, now \w+/,
    () => workspace.edit("stacks/alpha/Pulumi.local.yaml", (text) => `${text}# x\n`),
  ],
];

it.each(STALE)("is refused where %s, with both, before anything changes", async (_what, expected, change) => {
  await done("preview", "--plan");
  await change();
  expect(await refused()).toMatch(expected);
  await done("up");
});

it("is refused where somebody gave it more time, or another's content", async () => {
  await done("preview", "--plan");
  const before = readFileSync(planFile("alpha"), "utf8");
  const plan = JSON.parse(before) as { binding: { expiresAt: string }; data: string };
  writeFileSync(
    planFile("alpha"),
    JSON.stringify({ ...plan, binding: { ...plan.binding, expiresAt: "2099-01-01T00:00:00.000Z" } }),
  );
  expect(await refused()).toMatch(/"alpha" was not updated.*it was changed after it was made/);
  writeFileSync(planFile("alpha"), readFileSync(planFile("beta")));
  expect(await refused()).toMatch(/the stack: planned for beta, now alpha/);
});

it("stops a consumer that would do more than was reviewed, once its upstream is updated", async () => {
  // The name of beta's group is not known before alpha is updated; the program makes something else of it then.
  const unknownWord = {
    ...alpha,
    outputs: [
      { name: "word", value: { resource: "group", attribute: "arn" } as const },
      ...alpha.outputs.filter(({ name }) => name !== "word"),
    ],
  };
  writeSmallStack(workspace.root, unknownWord);
  await done("up");
  writeSmallStack(workspace.root, {
    ...unknownWord,
    resources: [{ ...alpha.resources[0]!, value: { text: "three" } }],
  });
  workspace.edit("stacks/beta/index.ts", (text) =>
    text.replace(
      "export default",
      'alpha.word.apply((word) => new Parameter("surprise", { type: "String", value: word }, { provider }));\nexport default',
    ),
  );
  await done("preview", "--plan");
  const reviewed = changes("beta");
  expect(reviewed).not.toContain("create surprise");
  const { code, text } = await run("up", "--plan");
  expect(code).not.toBe(0);
  expect(text).toMatch(
    /"beta" was not updated: now that what it reads has changed, it would do more than was reviewed/,
  );
  expect(text).toMatch(/surprise: create; reviewed: no change/);
  expect(text).toMatch(/nx run beta:preview --plan/);
});

it("leaves no plan of the engine behind in a folder that others can read", () => {
  expect(readdirSync(tmpdir()).filter((name) => /^strata-(engine-plan|plan-key)-/.test(name))).toEqual([]);
});
