import type { ResourceChange } from "@strata/change-set";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["secrets", "network", "eks", "rds", "lambda"];
const CONFIGURATION = "stacks/network/Pulumi.local.yaml";
/** Inputs that list the subnets of all zones. */
const LISTS_OF_SUBNETS =
  /^(subnetIds|subnet_ids|vpcConfig\.(subnetIds|privateSubnetIds)|vpcZoneIdentifiers|vpcSubnetIds)\b/;

describe("a network under stacks that are deployed in it", () => {
  let workspace: WorkspaceCopy;
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    zones("[a, b]");
    // A group of nodes is made for certain subnets: it stays in the zones that it says.
    workspace.edit("stacks/eks/Pulumi.local.yaml", (text) =>
      text.replace(/(availabilityZones: )\[.*?\]/, "$1[eu-central-1a, eu-central-1b]"),
    );
    await run("run-many", "-t", "up");
  });
  afterAll(() => workspace.remove());

  const run = async (...args: string[]): Promise<void> => {
    const { code, text } = await workspace.nx(args);
    if (code !== 0) throw new Error(`nx ${args.join(" ")} failed: ${text.slice(-3000)}`);
  };
  function zones(value: string): void {
    workspace.edit(CONFIGURATION, (text) => text.replace(/^( *network:zones:).*$/m, `$1 ${value}`));
  }
  const changesOf = (stack: string, changes: readonly ResourceChange["change"][]): string[] =>
    workspace
      .changeSet(stack)
      .resources.filter(({ change }) => changes.includes(change))
      .map(({ change, type, name }) => `${change} ${type} ${name}`)
      .sort();
  /** Which properties of which types of other stacks than network are updated. */
  const updatesOfOthers = (): string[] => {
    const updates = STACKS.filter((stack) => stack !== "network").flatMap((stack) =>
      workspace
        .changeSet(stack)
        .resources.flatMap(({ type, properties }) => properties.map(({ path }) => `${type} ${path}`)),
    );
    return [...new Set(updates.map((each) => each.replace(/\[.*$/, "")))].sort();
  };

  /** Previews all stacks with these zones of the network; nothing that stays may be replaced, or be removed with them. */
  const previewZones = async (value: string, never: readonly ResourceChange["change"][]): Promise<void> => {
    zones(value);
    await run("run-many", "-t", "preview");
    const zoned = changesOf("network", ["create", "delete"]);
    expect(zoned.length).toBeGreaterThan(0);
    for (const each of zoned) expect(each).toMatch(/-c(-\w+)*$/);
    expect(changesOf("network", never)).toEqual([]);
    // What is in the network follows its subnets, and does nothing else.
    for (const stack of ["secrets", "eks", "rds", "lambda"])
      expect([stack, changesOf(stack, ["create", "replace", "delete"])]).toEqual([stack, []]);
    expect(workspace.changeSet("secrets").resources).toEqual([]);
    const updated = updatesOfOthers();
    expect(updated).toContain("aws:rds/subnetGroup:SubnetGroup subnetIds");
    expect(updated.filter((each) => !LISTS_OF_SUBNETS.test(each.split(" ")[1] ?? ""))).toEqual([]);
  };
  const expectNoChanges = async (): Promise<void> => {
    await run("run-many", "-t", "preview");
    for (const stack of STACKS) expect([stack, workspace.changeSet(stack).resources]).toEqual([stack, []]);
  };

  it("gets a third zone, and nothing that is there is replaced", async () => {
    await previewZones("[a, b, c]", ["replace", "delete"]);
    await run("run-many", "-t", "up");
    await expectNoChanges();
  }, 480_000);

  it("loses it again, once nothing is in it any more, and nothing that stays is replaced", async () => {
    await previewZones("[a, b]", ["replace", "create"]);
    // As in AWS: a subnet that is in use stays. The outputs are those of two zones by then, for the stacks to follow.
    const refused = await workspace.nx(["run", "network:up"]);
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringMatching(/cannot be deleted while it is in use by/),
    ]);
    await run("run-many", "-t", "up", "-p", "eks,rds,lambda");
    await run("run", "network:up");
    await expectNoChanges();
  }, 480_000);
});
