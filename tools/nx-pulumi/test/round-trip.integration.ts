import { listResources } from "@strata/aws-local";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["secrets", "network", "eks", "rds", "lambda"];

describe("the life of five stacks", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  const run = async (...args: string[]): Promise<string> => {
    const { code, text } = await workspace.nx(args);
    if (code !== 0) throw new Error(`nx ${args.join(" ")} failed: ${text.slice(-3000)}`);
    return text;
  };
  const changesOf = (stack: string): Set<string> =>
    new Set(workspace.changeSet(stack).resources.map(({ change }) => change));

  it("previews from nothing, the planned outputs of upstream stacks in place of deployed ones", async () => {
    await run("run-many", "-t", "preview");
    for (const stack of STACKS) expect(changesOf(stack)).toEqual(new Set(["create"]));
  });

  it("is brought up in order", async () => {
    const text = await run("run-many", "-t", "up");
    const started = STACKS.map((stack) => text.indexOf(`\n${stack}  up in local`));
    const [secrets = 0, network = 0, eks = 0, rds = 0, lambda = 0] = started;
    expect(Math.min(...started)).toBeGreaterThan(0);
    expect(secrets < network && network < Math.min(eks, rds) && rds < lambda).toBe(true);
  });

  it("shows no change in a second preview", async () => {
    await run("run-many", "-t", "preview");
    for (const stack of STACKS) {
      expect(workspace.changeSet(stack)).toMatchObject({ resources: [], outputs: [], succeeded: true });
      expect(workspace.changeSet(stack).counts.same).toBeGreaterThan(5);
    }
  });

  it("shows only updates after a tag was edited", async () => {
    for (const stack of STACKS) {
      workspace.edit(`stacks/${stack}/Pulumi.local.yaml`, (text) =>
        text.replace(/owner: [^,]+/, "owner: data"),
      );
    }
    await run("run-many", "-t", "preview");
    for (const stack of STACKS) {
      expect(changesOf(stack)).toEqual(new Set(["update"]));
      // A launch template with other tags is a new version of it, which the node group follows. The tags of auto-scaling
      // groups are resources.
      const paths = workspace
        .changeSet(stack)
        .resources.flatMap(({ properties }) => properties.map(({ path }) => path));
      expect(
        paths.filter(
          (path) => !/Owner|defaultTags|tagSpecifications|^launchTemplate.version$|^tag.value$/.test(path),
        ),
      ).toEqual([]);
    }
  });

  it("shows the replacement that another CIDR causes, and what it does downstream", async () => {
    workspace.git("checkout", "--quiet", ".");
    workspace.edit("libs/environment/src/definitions.ts", (text) =>
      text.replace("cidrBlocksFrom(0)", "cidrBlocksFrom(64)"),
    );
    const text = await run("run-many", "-t", "preview");
    const vpc = workspace.changeSet("network").resources.find(({ type }) => type === "aws:ec2/vpc:Vpc");
    expect(vpc).toMatchObject({ change: "replace", replaceKeys: ["cidrBlock"] });
    expect(text).toMatch(/\+- aws:ec2\/vpc:Vpc .*replaced because of cidrBlock/);
    expect(workspace.changeSet("network").outputs.map(({ name }) => name)).toContain("vpcs");
    // The planned outputs of network are unknown, so its consumers are seen to change before anything is applied.
    expect(workspace.changeSet("rds").resources.length).toBeGreaterThan(0);
    workspace.git("checkout", "--quiet", ".");
  });

  it("changes one stack alone, and refuses to destroy it while others read it", async () => {
    const up = await run("run", "network:up");
    expect(up).not.toMatch(/^(secrets|eks|rds|lambda) {2}/m);
    const { code, text } = await workspace.nx(["run", "network:destroy"]);
    expect(code).toBe(1);
    expect(text).toMatch(/Stack "network" was not destroyed: its outputs are read by eks, lambda, rds/);
    expect(text).toContain("npx nx run-many -t destroy -p eks,lambda,rds,network");
    expect(listResources(workspace.cloudStore).length).toBeGreaterThan(50);
  });

  it("is destroyed in reverse order, which leaves an empty store", async () => {
    const text = await run("run-many", "-t", "destroy");
    const order = STACKS.map((stack) => text.indexOf(`\n${stack}  destroy in local`));
    const [secrets = 0, network = 0, eks = 0, rds = 0, lambda = 0] = order;
    expect(lambda < rds && Math.max(eks, rds) < network && network < secrets).toBe(true);
    expect(listResources(workspace.cloudStore)).toEqual([]);
  });
});
