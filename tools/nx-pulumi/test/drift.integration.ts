import { Store } from "@strata/aws-local/store";
import { listResources } from "@strata/aws-local";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

describe("drift", () => {
  let workspace: WorkspaceCopy;
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    const { code, text } = await workspace.nx(["run-many", "-t", "up", "-p", "secrets,network"]);
    if (code !== 0) throw new Error(text);
  }, 240_000);
  afterAll(() => workspace.remove());

  const state = (stack: string): string =>
    readFileSync(join(workspace.root, ".strata/state/.pulumi/stacks", stack, "local.json"), "utf8");
  const vpc = () => {
    const found = listResources(workspace.cloudStore).find(({ type }) => type === "aws:ec2/vpc:Vpc");
    if (found === undefined) throw new Error("There is no VPC.");
    return found;
  };
  const drift = (...args: string[]) =>
    workspace.nx(["run-many", "-t", "drift", "-p", "secrets,network", "--output-style=stream", ...args]);

  it("says that there is none, and writes nothing", async () => {
    const before = [state("network"), state("secrets")];
    const cloud = listResources(workspace.cloudStore);
    const { code, text } = await drift("--failOnDrift");
    expect([code, text]).toEqual([0, expect.stringMatching(/secrets +no drift[^]*network +no drift/)]);
    expect(workspace.changeSet("network")).toMatchObject({
      operation: "drift",
      succeeded: true,
      resources: [],
    });
    expect([state("network"), state("secrets")]).toEqual(before);
    expect(listResources(workspace.cloudStore)).toEqual(cloud);
  });

  it("shows exactly what somebody else changed, writes nothing, and fails only if told to", async () => {
    const edited = await workspace.run("npx", ["strata", "cloud", "edit", vpc().id, 'tags.Name="by hand"']);
    expect([edited.code, edited.text]).toEqual([0, expect.any(String)]);
    const before = [state("network"), state("secrets")];
    const reported = await drift();
    expect([reported.code, reported.text]).toEqual([0, expect.stringMatching(/network +drift/)]);
    const { resources, counts, outputs } = workspace.changeSet("network");
    expect(counts.update).toBe(1);
    expect(outputs).toEqual([]);
    expect(resources).toEqual([
      expect.objectContaining({ change: "update", type: "aws:ec2/vpc:Vpc", urn: vpc().urn }),
    ]);
    const name = vpc().urn.split("::").at(-1);
    expect(resources[0]?.properties.map(({ path, old, new: found }) => [path, old, found])).toEqual([
      ["tags.Name", name, "by hand"],
      ["tagsAll.Name", name, "by hand"],
    ]);
    expect(workspace.changeSet("secrets").resources).toEqual([]);

    const failed = await drift("--failOnDrift");
    expect([failed.code, failed.text]).toEqual([1, expect.stringMatching(/by hand/)]);
    expect([state("network"), state("secrets")]).toEqual(before);
  });

  it("shows what is gone", async () => {
    const store = new Store(workspace.cloudStore);
    const gone = store.list().find(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
    if (gone === undefined) throw new Error("There is no endpoint.");
    store.delete(gone);
    store.close();
    const before = state("network");
    const { code, text } = await drift();
    expect([code, text]).toEqual([0, expect.stringMatching(/\d+ as deployed, 1 changed, 1 gone/)]);
    expect(workspace.changeSet("network").resources).toContainEqual(
      expect.objectContaining({ change: "delete", urn: gone.urn }),
    );
    expect(state("network")).toBe(before);
  });
});
