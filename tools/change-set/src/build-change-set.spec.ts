import { observeChanges, referencedProjects } from "./build-change-set.ts";
import { type EngineEvent, parseEventLog, type StepMetadata } from "./engine-events.ts";
import { changedOutputs } from "./plan.ts";
import { plannedOutputs, withHiddenChanges } from "./planned-outputs.ts";

const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const ROOT = "urn:pulumi:local::network::pulumi:pulumi:Stack::network-local";
const VPC = "urn:pulumi:local::network::aws:ec2/vpc:Vpc::main";

const before = (metadata: Partial<StepMetadata>): EngineEvent => ({
  resourcePreEvent: {
    metadata: { op: "same", urn: VPC, type: "aws:ec2/vpc:Vpc", ...metadata },
    planning: true,
  },
});
const root = (op: string, old: Record<string, unknown>, planned: Record<string, unknown>): EngineEvent[] => {
  const metadata = (outputs: Record<string, unknown>): StepMetadata => ({
    op,
    urn: ROOT,
    type: "pulumi:pulumi:Stack",
    old: { type: "pulumi:pulumi:Stack", urn: ROOT, outputs: old },
    new: { type: "pulumi:pulumi:Stack", urn: ROOT, outputs },
  });
  return [
    { resOutputsEvent: { metadata: metadata({}) } },
    { resOutputsEvent: { metadata: metadata(planned) } },
  ];
};

describe("observeChanges", () => {
  it("counts resources without the stack itself, and lists only what changes", () => {
    const other = "urn:pulumi:local::network::aws:ec2/subnet:Subnet::a";
    const observed = observeChanges([
      before({ op: "create" }),
      before({ urn: other, type: "aws:ec2/subnet:Subnet" }),
      ...root("same", {}, {}),
    ]);
    expect(observed.counts).toEqual({ create: 1, same: 1 });
    expect(observed.resources).toMatchObject([{ change: "create", name: "main", urn: VPC }]);
  });

  it("says what each resource is bound to that is there afterwards, unchanged ones too", () => {
    const provider = "urn:pulumi:local::network::pulumi:providers:aws::here";
    const inputs = { region: "eu-central-1", allowedAccountIds: '["000000000000"]' };
    const state = (urn: string, type: string) => ({
      urn,
      type,
      custom: true,
      provider: `${provider}::1`,
      inputs,
    });
    const observed = observeChanges([
      before({ urn: provider, type: "pulumi:providers:aws", new: state(provider, "pulumi:providers:aws") }),
      before({ new: state(VPC, "aws:ec2/vpc:Vpc") }),
      before({ op: "delete", urn: `${VPC}2`, old: state(`${VPC}2`, "aws:ec2/vpc:Vpc"), new: null }),
    ]);
    expect(observed.bindings).toMatchObject([
      { urn: VPC, name: "main", provider: "here", account: "000000000000", region: "eu-central-1" },
    ]);
  });

  it("shows what a new resource is made with, without secrets and the provider's notes", () => {
    const inputs = {
      policy: "{}",
      secret: SECRET,
      __defaults: ["name"],
      rules: [{ port: 1, __defaults: [] }],
    };
    const state = { urn: VPC, type: "aws:ec2/vpc:Vpc", inputs };
    const provider = "urn:pulumi:local::network::pulumi:providers:aws::here";
    const made = (metadata: Partial<StepMetadata>): unknown =>
      observeChanges([before({ new: state, provider: `${provider}::1`, ...metadata })]).resources[0]?.inputs;
    expect(made({ op: "create" })).toEqual({ policy: "{}", secret: "[secret]", rules: [{ port: 1 }] });
    expect(made({ op: "delete" })).toBeUndefined();
    expect(made({ op: "create", provider: "" })).toBeUndefined();
  });

  it("does not show a name that the provider made up, since each preview makes up another", () => {
    const made = (inputs: Record<string, unknown>): unknown => {
      const state = { urn: `${VPC}::role`, type: "aws:iam/role:Role", inputs };
      const metadata = { op: "create", urn: state.urn, new: state, provider: "urn:pulumi:a::b::c::d::1" };
      return observeChanges([before(metadata)]).resources[0]?.inputs;
    };
    const defaults = { __defaults: ["name", "path"] };
    expect(made({ name: "role-1a2b3c4", path: "/", ...defaults })).toEqual({ name: "[unknown]", path: "/" });
    expect(made({ name: "role", ...defaults })).toEqual({ name: "role" });
    expect(made({ name: "role-1a2b3c4", __defaults: [] })).toEqual({ name: "role-1a2b3c4" });
  });

  it("shows a changed property with both values, and what forces the replacement", () => {
    const observed = observeChanges([
      before({
        op: "replace",
        provider: "urn:pulumi:local::network::pulumi:providers:aws::main::0123",
        keys: ["cidrBlock"],
        detailedDiff: {
          cidrBlock: { diffKind: "update-replace", inputDiff: true },
          'tags["a.b"]': { diffKind: "add" },
        },
        old: { type: "", urn: VPC, inputs: { cidrBlock: "10.0.0.0/16", tags: {} } },
        new: { type: "", urn: VPC, inputs: { cidrBlock: "10.1.0.0/16", tags: { "a.b": "c" } } },
      }),
    ]);
    expect(observed.resources).toEqual([
      expect.objectContaining({
        change: "replace",
        provider: "urn:pulumi:local::network::pulumi:providers:aws::main",
        replaceKeys: ["cidrBlock"],
        properties: [
          { path: "cidrBlock", kind: "update", replaces: true, old: "10.0.0.0/16", new: "10.1.0.0/16" },
          { path: 'tags["a.b"]', kind: "add", replaces: false, new: "c" },
        ],
      }),
    ]);
  });

  it("counts the three steps of a replacement that was carried out as one", () => {
    const { counts } = observeChanges(
      ["create-replacement", "replace", "delete-replaced"].map((op) => before({ op })),
    );
    expect(counts).toEqual({ replace: 1 });
  });

  it("masks secrets and unknowns in properties and outputs", () => {
    const observed = observeChanges([
      before({
        op: "update",
        diffs: ["password", "id"],
        old: { type: "", urn: VPC, inputs: { password: SECRET, id: "a" } },
        new: { type: "", urn: VPC, inputs: { password: { nested: SECRET }, id: UNKNOWN } },
      }),
      ...root("update", { key: SECRET }, { key: "plain", vpcId: UNKNOWN }),
    ]);
    expect(JSON.stringify(observed)).not.toContain("ciphertext");
    expect(observed.resources[0]?.properties).toEqual([
      { path: "id", kind: "update", replaces: false, old: "a", new: "[unknown]" },
      { path: "password", kind: "update", replaces: false, old: "[secret]", new: { nested: "[secret]" } },
    ]);
    expect(observed.outputs).toEqual([
      { name: "key", kind: "update", old: "[secret]", new: "plain" },
      { name: "vpcId", kind: "add", new: "[unknown]" },
    ]);
  });

  it("says nothing of outputs where the program did not end: the stack is registered with those it has", () => {
    const [, registered] = root("same", { vpcId: "vpc-1" }, { vpcId: "vpc-1" });
    expect(observeChanges([registered as EngineEvent]).outputs).toEqual([]);
  });

  it("counts what is only read, and does not call it a change", () => {
    expect(observeChanges([before({ op: "read" })])).toMatchObject({ counts: { read: 1 }, resources: [] });
    const reference = before({ op: "read-discard", type: "pulumi:pulumi:StackReference" });
    expect(observeChanges([reference])).toMatchObject({ counts: {}, resources: [] });
  });

  it("keeps diagnostics, without debug messages, passing ones, colours and terminal escapes", () => {
    const { diagnostics } = observeChanges([
      { diagnosticEvent: { severity: "debug", message: "noise" } },
      { diagnosticEvent: { severity: "info", message: "passing", ephemeral: true } },
      {
        diagnosticEvent: {
          severity: "error",
          message: "<{%fg 1%}>bad\u001b[31m value<{%reset%}>\n",
          urn: VPC,
        },
      },
    ]);
    expect(diagnostics).toEqual([{ severity: "error", message: "bad value", urn: VPC }]);
  });
});

describe("plannedOutputs", () => {
  it("keeps known values, and writes no secret down", () => {
    const events = root("update", {}, { a: ["x", UNKNOWN], b: UNKNOWN, c: SECRET, d: { deep: [SECRET] } });
    expect(plannedOutputs(events, { project: "network", stack: "local" })).toEqual({
      version: 2,
      project: "network",
      stack: "local",
      outputs: {
        a: { state: "known", value: ["x", UNKNOWN] },
        b: { state: "unknown" },
        c: { state: "secret" },
        d: { state: "secret" },
      },
    });
  });
});

describe("changedOutputs", () => {
  it("names what the stack's outputs gain, lose and change", () => {
    const outputDiff = { adds: { a: 1 }, updates: { b: SECRET }, deletes: ["c"] };
    const plan = JSON.stringify({ resourcePlans: { [VPC]: {}, [ROOT]: { goal: { outputDiff } } } });
    expect([...(changedOutputs(plan) ?? [])].sort()).toEqual(["a", "b", "c"]);
    expect(changedOutputs("{}")).toBeUndefined();
    const events = root("update", {}, { b: SECRET, d: SECRET });
    const planned = plannedOutputs(events, { project: "p", stack: "s", changed: changedOutputs(plan) });
    expect(planned?.outputs).toEqual({ b: { state: "secret" }, d: { state: "as deployed" } });
    const masked = root("update", { b: SECRET, d: SECRET }, { b: SECRET, d: SECRET });
    expect(withHiddenChanges(observeChanges(masked).outputs, masked, changedOutputs(plan))).toEqual([
      { name: "b", kind: "update", old: "[secret]", new: "[secret]" },
    ]);
  });
});

describe("an AWS provider", () => {
  const urn = "urn:pulumi:local::network::pulumi:providers:aws::here";
  const update = (detailedDiff: NonNullable<StepMetadata["detailedDiff"]>): EngineEvent =>
    before({
      op: "update",
      urn,
      type: "pulumi:providers:aws",
      detailedDiff,
      new: { type: "pulumi:providers:aws", urn, inputs: { version: "7.48.0" } },
    });
  const changed = { diffKind: "update", inputDiff: true };

  it("does not change when only who acts does, as it does between a preview and an update", () => {
    const { counts, resources } = observeChanges([
      update({ "assumeRoles[0].roleArn": changed, "assumeRoles[0].sessionName": changed }),
    ]);
    expect({ counts, resources }).toEqual({ counts: { same: 1 }, resources: [] });
  });

  it("changes with its region, and says what it is", () => {
    const observed = observeChanges([update({ "assumeRoles[0].roleArn": changed, region: changed })]);
    expect(observed.resources[0]?.properties.map(({ path }) => path)).toEqual(["region"]);
    expect(observed.providers).toEqual([{ name: "aws", version: "7.48.0" }]);
  });
});

it("names the projects that were read through references of Pulumi", () => {
  const type = "pulumi:pulumi:StackReference";
  const reference = (name: string): EngineEvent =>
    before({ type, urn: `${VPC}-${name}`, new: { type, urn: VPC, inputs: { name } } });
  const events = ["organization/secrets/dev", "organization/network/dev", "organization/secrets/dev"].map(
    reference,
  );
  const gone = before({ op: "read-discard", type, new: { type, urn: VPC, inputs: { name: "o/rds/dev" } } });
  expect(referencedProjects([...events, gone])).toEqual(["network", "secrets"]);
});

it("keeps what policies found", () => {
  const event: EngineEvent = {
    policyEvent: {
      resourceUrn: VPC,
      message: "<{%bold%}>no<{%reset%}>",
      policyName: "open",
      policyPackName: "strata",
      enforcementLevel: "mandatory",
    },
  };
  expect(observeChanges([event]).policies).toEqual([
    { pack: "strata", policy: "open", enforcement: "mandatory", urn: VPC, message: "no" },
  ]);
});

describe("parseEventLog", () => {
  it("leaves a line that is still being written", () => {
    expect(parseEventLog('{"timestamp":1}\n{"timesta')).toEqual([{ timestamp: 1 }]);
  });
});
