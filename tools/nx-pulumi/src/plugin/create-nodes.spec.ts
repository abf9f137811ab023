import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNodes } from "./create-nodes.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "strata-nodes-"));
  mkdirSync(join(workspace, "stacks/network"), { recursive: true });
  for (const file of ["Pulumi.yaml", "Pulumi.local.yaml", "Pulumi.prod.yaml", "Pulumi.yaml.orig"]) {
    writeFileSync(join(workspace, "stacks/network", file), "name: network\n");
  }
});
afterEach(() => rmSync(workspace, { recursive: true }));

it("infers a target for each operation, a configuration for each environment, and no dependency", async () => {
  const [, infer] = createNodes;
  const results = await infer(["stacks/network/Pulumi.yaml"], undefined, {
    workspaceRoot: workspace,
    nxJsonConfiguration: {},
  });
  const project = results[0]?.[1].projects?.["stacks/network"];
  expect(Object.keys(project?.targets ?? {})).toEqual([
    "preview",
    "up",
    "refresh",
    "drift",
    "destroy",
    "outputs",
    "bindings",
  ]);
  for (const target of Object.values(project?.targets ?? {})) {
    expect(target.configurations).toEqual({ local: { environment: "local" }, prod: { environment: "prod" } });
    expect(target).not.toHaveProperty("dependsOn");
    expect(target).not.toHaveProperty("defaultConfiguration");
  }
});
