import type { ChangeSet } from "@strata/change-set";
import { writeSmallStack, type SmallStack } from "./support/small-stacks.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

let workspace: WorkspaceCopy;
const nx = async (...args: string[]): Promise<string> => {
  const { code, text } = await workspace.nx(args);
  if (code !== 0) throw new Error(text);
  return text;
};
/** What changes in a stack, without its providers: `replace aws:ec2/vpc:Vpc`, each once. */
const changesIn = (stack: string): string[] =>
  [...new Set(workspace.changeSet(stack).resources.map(({ change, type }) => `${change} ${type}`))].sort();
const counts = (stack: string): ChangeSet["counts"] => workspace.changeSet(stack).counts;

describe("a change of the addresses of a VPC", () => {
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    await nx("run-many", "-t", "up");
    workspace.edit("libs/environment/src/definitions.ts", (text) =>
      text.replace("cidrBlocksFrom(0)", "cidrBlocksFrom(200)"),
    );
  });
  afterAll(() => workspace.remove());

  it("shows what it replaces in network, rds, eks and lambda, in one run, before anything is applied", async () => {
    const text = await nx("run-many", "-t", "preview");
    expect(counts("secrets").replace).toBeUndefined();
    expect(changesIn("network")).toEqual(
      expect.arrayContaining(["replace aws:ec2/vpc:Vpc", "replace aws:ec2/subnet:Subnet"]),
    );
    for (const stack of ["rds", "eks", "lambda"])
      expect(changesIn(stack)).toContain("replace aws:ec2/securityGroup:SecurityGroup");
    const group = workspace
      .changeSet("rds")
      .resources.find(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    expect(group?.properties).toContainEqual(
      expect.objectContaining({ path: "vpcId", replaces: true, new: "[unknown]" }),
    );
    expect(text).toMatch(/rds +succeeded +\d* +\d* +[1-9]/);
  });

  it("is not to be seen in a preview of one stack alone, which builds on what is deployed", async () => {
    for (const stack of ["rds", "eks", "lambda"]) {
      await nx("run", `${stack}:preview`);
      expect(workspace.changeSet(stack).resources).toEqual([]);
    }
  });
});

describe("other changes that reach other stacks", () => {
  const alpha: SmallStack = {
    name: "alpha",
    upstreams: [],
    resources: [
      { name: "group", kind: "logGroup", value: { text: "one" } },
      { name: "parameter", kind: "parameter", value: { text: "1" } },
    ],
    outputs: [
      { name: "arn", value: { resource: "group", attribute: "arn" } },
      { name: "word", value: { text: "word" } },
      { name: "unread", value: { text: "unread" } },
      { name: "token", value: { text: "hunter2" }, secret: true },
    ],
  };
  const beta: SmallStack = {
    name: "beta",
    upstreams: ["alpha"],
    resources: [
      { name: "copy", kind: "parameter", value: { upstream: "alpha", output: "arn" } },
      { name: "named", kind: "logGroup", value: { upstream: "alpha", output: "word" } },
    ],
    outputs: [{ name: "name", value: { resource: "named", attribute: "name" } }],
  };
  const gamma: SmallStack = {
    name: "gamma",
    upstreams: ["beta", "alpha"],
    resources: [
      { name: "last", kind: "logGroup", value: { upstream: "beta", output: "name" } },
      { name: "hidden", kind: "parameter", value: { upstream: "alpha", output: "token" } },
    ],
    outputs: [],
  };
  const all = ["alpha", "beta", "gamma"];
  const write = (...stacks: SmallStack[]): void => {
    for (const stack of stacks) writeSmallStack(workspace.root, stack);
  };
  const preview = async (stacks = all): Promise<string> =>
    nx("run-many", "-t", "preview", "-p", stacks.join(","));
  const reused = (): string[] => all.filter((stack) => workspace.changeSet(stack).reusedFrom !== undefined);
  const output = (name: string, text: string): SmallStack["outputs"] =>
    alpha.outputs.map((one) => (one.name === name ? { ...one, value: { text } } : one));

  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    write(alpha, beta, gamma);
  });
  afterAll(() => workspace.remove());
  beforeEach(() => write(alpha, beta, gamma));

  it("a whole environment is previewed from nothing, unknown where only an update will know", async () => {
    await preview();
    expect(all.map((stack) => counts(stack).create)).toEqual([3, 3, 3]);
    expect(workspace.changeSet("gamma").plannedOutputs).toEqual({});
    await nx("run-many", "-t", "up", "-p", all.join(","));
    await preview();
    expect(all.map(changesIn)).toEqual([[], [], []]);
  });

  it("an output that changes to a known value changes what is made of it, two stacks further on", async () => {
    write({ ...alpha, outputs: output("word", "other") });
    await preview();
    expect(all.map(changesIn)).toEqual([
      [],
      ["replace aws:cloudwatch/logGroup:LogGroup"],
      ["replace aws:cloudwatch/logGroup:LogGroup"],
    ]);
    expect(workspace.changeSet("alpha").outputs).toEqual([
      { name: "word", kind: "update", old: "word", new: "other" },
    ]);
  });

  it("a replaced resource whose ARN is read updates the reader, and nobody who does not read it", async () => {
    write({ ...alpha, resources: [{ ...alpha.resources[0]!, value: { text: "two" } }, alpha.resources[1]!] });
    await preview();
    expect(changesIn("alpha")).toEqual(["replace aws:cloudwatch/logGroup:LogGroup"]);
    expect(changesIn("beta")).toEqual(["update aws:ssm/parameter:Parameter"]);
    expect(reused()).toEqual(["gamma"]);
  });

  it("an output that nobody reads, changed or added, previews nobody", async () => {
    write({ ...alpha, outputs: output("unread", "changed") });
    await preview();
    expect(reused()).toEqual(["beta", "gamma"]);
    write({ ...alpha, outputs: [...alpha.outputs, { name: "more", value: { text: "1" } }] });
    await preview();
    // Their contract is another one now, so they are previewed, and do not change.
    expect(all.map(changesIn)).toEqual([[], [], []]);
    expect(workspace.changeSet("alpha").outputs).toEqual([{ name: "more", kind: "add", new: "1" }]);
  });

  it("a secret that changes changes what is made of it, and is nowhere to be seen", async () => {
    write({ ...alpha, outputs: output("token", "hunter3") });
    const text = await preview();
    expect(changesIn("gamma")).toEqual(["update aws:ssm/parameter:Parameter"]);
    expect(changesIn("beta")).toEqual([]);
    const files = JSON.stringify(all.map((stack) => workspace.changeSet(stack)));
    expect(text + files).not.toMatch(/hunter/);
  });

  it("a secret that stays changes nothing, though its stack changes", async () => {
    write({ ...alpha, resources: [alpha.resources[0]!, { ...alpha.resources[1]!, tag: "new" }] });
    await preview();
    expect(changesIn("alpha")).toEqual(["update aws:ssm/parameter:Parameter"]);
    expect(changesIn("gamma")).toEqual([]);
  });

  it("an output that is removed fails whoever reads it, by name", async () => {
    write({ ...alpha, outputs: alpha.outputs.filter(({ name }) => name !== "word") });
    const { code, text } = await workspace.nx(["run-many", "-t", "preview", "-p", all.join(",")]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/beta reads the output "word" of alpha, and its contract .* has none of that name/);
    expect(text).toMatch(/gamma +skipped +beta did not succeed/);
    expect(workspace.changeSet("alpha").outputs).toEqual([
      expect.objectContaining({ name: "word", kind: "delete" }),
    ]);
  });

  it("an output of another type fails its own stack, and skips those that read it", async () => {
    write(alpha);
    workspace.edit("stacks/alpha/index.ts", (text) => text.replace('"word"', "5 as never"));
    const { code, text } = await workspace.nx(["run-many", "-t", "preview", "-p", all.join(",")]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/word: got 5; .*expected string/);
    expect(text).toMatch(/beta +skipped +alpha did not succeed/);
  });

  it("a new stack and its new consumer are previewed in one branch, beside those that are deployed", async () => {
    const delta: SmallStack = {
      name: "delta",
      upstreams: ["gamma", "alpha"],
      resources: [{ name: "fresh", kind: "logGroup", value: { upstream: "alpha", output: "word" } }],
      outputs: [{ name: "arn", value: { resource: "fresh", attribute: "arn" } }],
    };
    const epsilon: SmallStack = {
      name: "epsilon",
      upstreams: ["delta"],
      resources: [{ name: "reader", kind: "parameter", value: { upstream: "delta", output: "arn" } }],
      outputs: [],
    };
    write({ ...gamma, outputs: [{ name: "x", value: { text: "x" } }] }, delta, epsilon);
    workspace.edit("stacks/delta/index.ts", (text) =>
      text.replace("await ready", "void gamma.x;\nawait ready"),
    );
    await preview([...all, "delta", "epsilon"]);
    expect([counts("delta").create, counts("epsilon").create]).toEqual([2, 2]);
    expect(workspace.changeSet("epsilon").resources.some(({ type }) => type.includes("parameter"))).toBe(
      true,
    );
  });

  it("a resource that is removed is deleted, and what read it is changed in the same picture", async () => {
    write(
      { ...alpha, resources: [alpha.resources[1]!], outputs: output("arn", "none") },
      { ...beta, resources: [beta.resources[0]!], outputs: output("name", "none").slice(0, 0) },
      { ...gamma, upstreams: ["alpha"], resources: [gamma.resources[1]!] },
    );
    await preview();
    expect(all.map(changesIn)).toEqual([
      ["delete aws:cloudwatch/logGroup:LogGroup"],
      ["delete aws:cloudwatch/logGroup:LogGroup", "update aws:ssm/parameter:Parameter"],
      ["delete aws:cloudwatch/logGroup:LogGroup"],
    ]);
  });

  it("a program that reads a stack whose contract it does not import fails with what to do", async () => {
    workspace.edit("stacks/beta/index.ts", (text) =>
      text
        .replace("import { interpolate, secret }", "import { interpolate, secret, StackReference }")
        .replace("const provider", 'new StackReference("organization/secrets/local");\nconst provider'),
    );
    await nx("run-many", "-t", "up", "-p", "secrets");
    const { code, text } = await workspace.nx(["run-many", "-t", "preview", "-p", "alpha,beta"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/beta reads the outputs of secrets, and Nx knows of no dependency on it/);
  });
});
