import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandResult } from "./support/workspace-copy.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["secrets", "network", "eks", "rds", "lambda"];
let workspace: WorkspaceCopy;

const preview = async (env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<CommandResult> => {
  const result = await workspace.nx(["run-many", "-t", "preview", ...args], { env });
  if (result.code !== 0) throw new Error(result.text);
  return result;
};
/** The stacks that the last run previewed, and did not take from an earlier one. */
const previewed = (): string[] =>
  STACKS.filter((stack) => workspace.changeSet(stack).reusedFrom === undefined);
const comment = (text: string): string => `${text}\n// ${Math.random()}\n`;

beforeAll(async () => {
  workspace = new WorkspaceCopy();
  const { code, text } = await workspace.nx(["run-many", "-t", "up"]);
  if (code !== 0) throw new Error(text);
  await preview();
});
afterAll(() => workspace.remove());

it("previews nothing again where nothing changed, and says so", async () => {
  const { text } = await preview();
  expect(previewed()).toEqual([]);
  for (const stack of STACKS) expect(text).toMatch(new RegExp(`^${stack} .*reused from 20`, "m"));
});

it("previews network alone after a comment in it, and not its consumers", async () => {
  workspace.edit("stacks/network/network.ts", comment);
  const { text } = await preview();
  expect(previewed()).toEqual(["network"]);
  expect(text).toContain("network  preview in local (stacks/network/network.ts changed)");
});

it("previews all again where Nx is told not to use its cache, and keeps the results as Nx does", async () => {
  workspace.edit("stacks/network/network.ts", comment);
  await preview({}, "--skip-nx-cache");
  expect(previewed()).toEqual(STACKS);
  await preview();
  expect(previewed()).toEqual([]);
});

/** What to change, and the stacks whose previews rest on it. */
const INGREDIENTS: [string, string[], () => void | NodeJS.ProcessEnv | Promise<void>][] = [
  ["the program", ["rds"], () => workspace.edit("stacks/rds/database.ts", comment)],
  ["a file the program reads", ["lambda"], () => workspace.edit("stacks/lambda/handler/index.ts", comment)],
  ["a library", STACKS, () => workspace.edit("libs/tagging/src/mandatory-tags.ts", comment)],
  ["what every program loads", STACKS, () => workspace.edit("libs/program/src/preload.cjs", comment)],
  ["a contract it reads", ["rds", "lambda"], () => workspace.edit("stacks/rds/contract.ts", comment)],
  [
    "its configuration",
    ["rds"],
    () => workspace.edit("stacks/rds/Pulumi.local.yaml", (text) => `${text}\n# ${Math.random()}\n`),
  ],
  [
    "a package that it uses",
    ["lambda"],
    () =>
      workspace.edit("package-lock.json", (text) => {
        const lock = JSON.parse(text) as { packages: Record<string, { integrity: string }> };
        lock.packages["node_modules/esbuild"]!.integrity = "sha512-changed";
        return `${JSON.stringify(lock, undefined, 2)}\n`;
      }),
  ],
  [
    "what runs programs",
    STACKS,
    () => workspace.edit("tools/engine/src/language-host/run-program.ts", comment),
  ],
  ["a variable of Pulumi", STACKS, () => ({ PULUMI_EXPERIMENTAL_CHANGED: "1" })],
  ["the cloud", STACKS, () => workspace.cloudEdit()],
  ["its state", ["lambda"], () => workspace.stateEdit("lambda")],
];

it.each(INGREDIENTS)("previews again where %s changed: %j", async (_what, expected, change) => {
  await preview();
  const env = (await change()) ?? {};
  await preview(env);
  expect(previewed()).toEqual(expected);
});

it("previews nothing for documentation and tests", async () => {
  await preview();
  workspace.edit("stacks/network/network.spec.ts", comment);
  workspace.edit("stacks/network/NOTES.md", () => "# Notes\n");
  workspace.edit("README.md", (text) => `${text}\nMore.\n`);
  await preview();
  expect(previewed()).toEqual([]);
});

it("goes back to an earlier result when a change is taken back, as between branches", async () => {
  await preview();
  const file = join(workspace.root, "stacks/eks/access.ts");
  const before = readFileSync(file, "utf8");
  workspace.edit("stacks/eks/access.ts", comment);
  await preview();
  expect(previewed()).toEqual(["eks"]);
  writeFileSync(file, before);
  await preview();
  expect(previewed()).toEqual([]);
});

it("previews those that read an output that would differ, and no other", async () => {
  await preview();
  const file = "stacks/network/deploy-vpc.ts";
  const before = readFileSync(join(workspace.root, file), "utf8");
  // Only rds reads the isolated subnets; its proxy is replaced by them, and lambda reads the proxy.
  workspace.edit(file, (text) =>
    text.replace(/isolatedSubnetIds: (network\.subnetIds\.isolated)/, "isolatedSubnetIds: $1.toReversed()"),
  );
  const { text } = await preview();
  expect(previewed()).toEqual(["network", "rds", "lambda"]);
  expect(text).toMatch(/lambda {2}preview in local \(rds\..* would differ\)/);
  expect(text).toMatch(/rds {2}preview in local \(network\.vpcs\..*isolatedSubnetIds would differ\)/);
  writeFileSync(join(workspace.root, file), before);
});

it("takes no result from a file that is not as it should be", async () => {
  await preview();
  writeFileSync(join(workspace.root, ".strata/results/local/eks.json"), '{"version":1,"results":[{}]}');
  rmSync(join(workspace.root, ".strata/results/local/rds.json"));
  await preview();
  expect(previewed()).toEqual(["eks", "rds"]);
});
