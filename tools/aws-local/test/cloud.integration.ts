import { WorkspaceCopy } from "../../nx-pulumi/test/support/workspace-copy.ts";
import { listResources, openStore } from "../src/index.ts";

describe("strata cloud", () => {
  let workspace: WorkspaceCopy;
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    const { code, text } = await workspace.nx(["run-many", "-t", "up", "-p", "secrets,network"]);
    if (code !== 0) throw new Error(text);
  }, 240_000);
  afterAll(() => workspace.remove());

  const cloud = (...args: string[]) => workspace.run("npx", ["strata", "cloud", ...args]);
  const vpc = () => {
    const found = listResources(workspace.cloudStore).find(
      ({ type, urn }) => type === "aws:ec2/vpc:Vpc" && urn.endsWith("::network-workloads-eu-central-1"),
    );
    if (found === undefined) throw new Error("There is no VPC.");
    return found;
  };

  it("lists what exists, as a table and as JSON", async () => {
    const { code, text } = await cloud("ls", "--stack", "network", "--type", "vpc");
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/^STACK +TYPE[^]*network +aws:ec2\/vpc:Vpc +network-\S+ +vpc-/),
    ]);
    const json = await cloud("ls", "--json");
    expect((JSON.parse(json.text) as unknown[]).length).toBe(listResources(workspace.cloudStore).length);
    const unknown = await cloud("ls", "--stack", "nope");
    expect([unknown.code, unknown.text]).toEqual([
      1,
      expect.stringMatching(/"nope". There are: network, secrets/),
    ]);
  });

  it("edits a tag; a refresh shows the drift, and an up repairs it", async () => {
    const edited = await cloud("edit", vpc().id, 'tags.Name="drifted"', 'tags.Extra="by hand"');
    expect([edited.code, edited.text]).toEqual([0, expect.stringContaining("npx nx run network:refresh")]);
    const shown = await cloud("show", `aws:ec2/vpc:Vpc:${vpc().id}`);
    expect(JSON.parse(shown.text)).toMatchObject({
      outputs: { tags: { Name: "drifted", Extra: "by hand" } },
    });

    const refreshed = await workspace.nx(["run", "network:refresh"]);
    expect([refreshed.code, refreshed.text]).toEqual([0, expect.stringMatching(/drifted/)]);
    const preview = await workspace.nx(["run", "network:preview"]);
    expect([preview.code, workspace.changeSet("network").counts.update]).toEqual([0, 1]);
    expect((await workspace.nx(["run", "network:up"])).code).toBe(0);
    expect(vpc().outputs.tags).toEqual({ Name: "network-workloads-eu-central-1" });
    expect(vpc().outputs.tagsAll).not.toHaveProperty("Extra");
  }, 240_000);

  it("refuses what AWS would not allow, all at once, and changes nothing", async () => {
    const before = vpc();
    const { code, text } = await cloud("edit", before.id, 'cidrBlock="10.9.0.0/16"', 'tags.Name="x"');
    expect([code, text]).toEqual([1, expect.stringMatching(/cidrBlock: AWS cannot change this/)]);
    const wrong = await cloud("edit", before.id, 'arn="x"', "nothing=1", 'tagsAll.a="x"');
    expect(wrong.text).toMatch(/arn: AWS computes[^]*nothing: There is no such property[^]*tagsAll.a: /);
    expect(vpc()).toEqual(before);
  });

  it("lists what no state knows, and removes it by its ID; what a state knows only by force", async () => {
    // After an up there is none, however many resources AWS's answers have made known.
    expect((await cloud("strays")).text).toBe(
      "Every resource of the embedded AWS is in the state of a stack.\n",
    );
    // What a provider leaves that was killed between its work and its answer.
    const store = openStore(workspace.cloudStore);
    const [subnet] = store.list().filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    if (subnet === undefined) throw new Error("There is no subnet.");
    const urn = `${subnet.urn}-stray`;
    store.insert({ ...subnet, id: "subnet-stray", urn }, [
      { path: "vpcId", targetType: "aws:ec2/vpc:Vpc", target: vpc().id },
    ]);
    store.close();
    const listed = await cloud("strays", "--json");
    expect(JSON.parse(listed.text)).toEqual([
      expect.objectContaining({ type: subnet.type, id: "subnet-stray", region: subnet.region, begunBy: [] }),
    ]);

    const refused = await cloud("remove", "subnet-stray", subnet.id);
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringMatching(/is in the state of network[^]*cloud remove --force/),
    ]);
    expect((await cloud("strays", "--json")).text).toBe(listed.text);
    const inUse = await cloud("remove", vpc().id, "--force");
    expect([inUse.code, inUse.text]).toEqual([
      1,
      expect.stringMatching(/cannot be deleted while it is in use by/),
    ]);

    const removed = await cloud("remove", "subnet-stray");
    expect([removed.code, removed.text]).toEqual([0, `${subnet.type} subnet-stray was removed.\n`]);
    expect((await cloud("strays")).text).toContain("Every resource");
    expect((await cloud("show", subnet.id)).code).toBe(0);
  }, 120_000);

  it("is not emptied under stacks, but by force: a refresh finds everything gone", async () => {
    const refused = await cloud("reset", "--yes");
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringMatching(/state of network, secrets has resources/),
    ]);
    expect(listResources(workspace.cloudStore).length).toBeGreaterThan(10);
    const unasked = await cloud("reset", "--force");
    expect([unasked.code, unasked.text]).toEqual([
      1,
      expect.stringMatching(/strata cloud reset --force --yes/),
    ]);
    const forced = await cloud("reset", "--force", "--yes");
    expect([forced.code, forced.text]).toEqual([0, expect.stringMatching(/resources were deleted/)]);
    expect(listResources(workspace.cloudStore)).toEqual([]);
    const refreshed = await workspace.nx(["run-many", "-t", "refresh", "-p", "secrets,network"]);
    expect([refreshed.code, refreshed.text]).toEqual([0, expect.any(String)]);
    const again = await workspace.nx(["run-many", "-t", "up", "-p", "secrets,network"]);
    expect([again.code, again.text]).toEqual([0, expect.any(String)]);
    expect(vpc().outputs.cidrBlock).toBe("10.0.0.0/16");
  }, 240_000);
});
