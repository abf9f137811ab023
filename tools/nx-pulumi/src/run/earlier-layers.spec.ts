import type { ChangeSet } from "@strata/change-set";
import { emptyChangeSet } from "@strata/change-set/testing";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackProject } from "../stacks/stack-project.ts";
import { takeOverEarlierLayers } from "./earlier-layers.ts";
import type { RunContext } from "./run-context.ts";
import type { RunRequest } from "./run-stacks.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "layers-"));
  mkdirSync(join(root, "earlier"));
  mkdirSync(join(root, "planned"));
});
afterEach(() => rmSync(root, { recursive: true }));

const stacks = new Map(
  [
    ["secrets", []],
    ["network", ["secrets"]],
    ["eks", ["network"]],
    ["other", []],
  ].map(([name, upstreams]) => [
    name as string,
    { name, pulumiProject: name, upstreams } as unknown as StackProject,
  ]),
);
const changeSet = emptyChangeSet({
  commit: { revision: "c1", dirty: false },
  plannedOutputs: { vpcId: { state: "unknown" } },
});
const give = (name: string, fields: Partial<ChangeSet> | string): void =>
  writeFileSync(
    join(root, "earlier", `${name}.json`),
    typeof fields === "string" ? fields : JSON.stringify({ ...changeSet, ...fields }),
  );
const take = (folder: string | undefined = "earlier") =>
  takeOverEarlierLayers(
    {
      earlierLayers: folder,
      selected: ["eks"],
      stacks,
      operation: "preview",
      environment: "local",
      workspaceRoot: root,
    } as unknown as RunRequest,
    {
      commit: Promise.resolve({ revision: "c1", dirty: false }),
      plannedOutputsFolder: join(root, "planned"),
    } as unknown as RunContext,
  );

it("hands on what upstreams plan, and nothing of stacks that are not read or are previewed here", async () => {
  give("network", {});
  give("other", { stack: "other" });
  give("eks", { stack: "eks" });
  expect([...(await take())]).toEqual([["network", changeSet.plannedOutputs]]);
  expect(readdirSync(join(root, "planned"))).toEqual(["network.json"]);
});

it("refuses, all at once, what is not of this run", async () => {
  give("a", { commit: { revision: "c2", dirty: false } });
  give("b", { environment: "prod" });
  give("c", { stack: "secrets", succeeded: false });
  give("d", "{");
  give("e", JSON.stringify({ ...changeSet, version: 0 }));
  const error: Error = await take().then(
    () => new Error("accepted"),
    (reason: Error) => reason,
  );
  expect(error.message).toMatch(/a\.json: it is of commit c2, this run of c1/);
  expect(error.message).toMatch(/b\.json: it is of "prod", this run of "local"/);
  expect(error.message).toMatch(/c\.json: it is of a preview that did not succeed/);
  expect(error.message).toMatch(/d\.json: not JSON/);
  expect(error.message).toMatch(/e\.json: a change set of version 0, this reads version 1/);
  await expect(take("none")).rejects.toThrow(/does not exist: .*none/);
});
