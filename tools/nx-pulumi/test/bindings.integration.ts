import type { Binding } from "@strata/change-set";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

interface Printed {
  readonly stack: string;
  readonly source: string;
  readonly bindings: readonly Binding[];
}

describe("npx nx run <stack>:bindings", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  const bindings = async (...args: string[]): Promise<Printed> => {
    const { code, text } = await workspace.nx(["run", "network:bindings", "--json", ...args]);
    expect([code, text]).toEqual([0, expect.any(String)]);
    return JSON.parse(text.split("\n").find((line) => line.startsWith("{")) ?? "") as Printed;
  };
  const places = ({ bindings: all }: Printed) =>
    [...new Set(all.map(({ account, region }) => `${account}/${region}`))].sort();
  const FOUR = [
    "000000000000/eu-central-1",
    "000000000000/eu-west-1",
    "000000000001/eu-central-1",
    "000000000001/eu-west-1",
  ];

  it("says what to run where there is neither a state nor a change set", async () => {
    const { code, text } = await workspace.nx(["run", "network:bindings"]);
    expect([code, text]).toEqual([1, expect.stringMatching(/Make one: npx nx run network:preview/)]);
  });

  it("reads the change set of a preview, and after an up the state: the same resources, as pulumi shows them", async () => {
    expect((await workspace.nx(["run-many", "-t", "preview", "-p", "secrets,network"])).code).toBe(0);
    const planned = await bindings();
    expect([planned.source, places(planned)]).toEqual(["change set (preview)", FOUR]);

    expect((await workspace.nx(["run-many", "-t", "up", "-p", "secrets,network"])).code).toBe(0);
    const deployed = await bindings();
    expect([deployed.source, places(deployed)]).toEqual(["state", FOUR]);
    const urns = (from: Printed) => from.bindings.map(({ urn }) => urn).sort();
    expect(urns(deployed)).toEqual(urns(planned));

    const variables = await workspace.run("npx", ["strata", "env", "local", "--json"]);
    const shown = await workspace.run("npx", ["pulumi", "stack", "--show-urns", "--stack", "local"], {
      cwd: join(workspace.root, "stacks/network"),
      env: JSON.parse(variables.text.slice(variables.text.indexOf("{"))) as NodeJS.ProcessEnv,
    });
    const inPulumi = [...shown.text.matchAll(/urn:pulumi:\S+::(?:\S+\$)?aws:\S+/g)]
      .map(([urn]) => urn)
      .sort();
    expect(urns(deployed)).toEqual(inPulumi);
  }, 240_000);

  it("prints a table, and fails on a resource that is bound nowhere", async () => {
    const table = await workspace.nx(["run", "network:bindings"]);
    expect(table.text).toMatch(/account 000000000001, region eu-west-1 {2}\(\d+\)/);
    expect(table.text).toMatch(/\d+ resources are bound$/m);
    const path = "dist/change-sets/local/network.json";
    workspace.edit(path, (text) => {
      const changeSet = JSON.parse(text) as { bindings: Binding[] };
      const [first, ...rest] = changeSet.bindings as [Binding, ...Binding[]];
      return JSON.stringify({
        ...changeSet,
        bindings: [{ ...first, problem: "it has no provider" }, ...rest],
      });
    });
    const { code, text } = await workspace.nx(["run", "network:bindings", "--from=change-set"]);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/error: urn:pulumi:local::network::.*it has no provider/),
    ]);
    expect(text).toContain("Give each an explicit provider");
  });
});
