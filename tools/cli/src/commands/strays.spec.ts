import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { followUps, refusals } from "./cloud-remove.ts";
import type { CloudResource } from "./cloud-resources.ts";
import { age, asText, unknownResources } from "./cloud-strays.ts";
import { readStates, type StackState } from "./local-states.ts";

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";
const resource = (type: string, id: string, fields: Partial<CloudResource> = {}): CloudResource => ({
  account: "000000000001",
  region: "eu-central-1",
  type,
  id,
  urn: `urn:pulumi:local::network::${type}::${id}`,
  seed: "",
  uniqueKey: null,
  inputs: "{}",
  outputs: "{}",
  createdAt: "2026-01-01T00:00:00.000Z",
  modifiedAt: "",
  stack: "network",
  name: id,
  ...fields,
});

const PROVIDER = "urn:pulumi:local::network::pulumi:providers:aws::main";
const state = (fields: Partial<StackState["deployment"]>, locked = false): StackState => ({
  project: "network",
  stack: "local",
  locked,
  deployment: {
    ...fields,
    resources: [
      {
        urn: PROVIDER,
        type: "pulumi:providers:aws",
        id: "p",
        inputs: { allowedAccountIds: '["000000000001"]', region: "eu-central-1" },
      },
      ...(fields.resources ?? []),
    ],
  },
});
const inState = (type: string, id: string, outputs: Record<string, unknown> = {}) => ({
  urn: "urn:another::since::an::alias",
  type,
  id,
  provider: `${PROVIDER}::p`,
  outputs,
});
const idsOf = (all: CloudResource[], states: StackState[]) =>
  unknownResources(all, states).map(({ resource: { account, region, id } }) => `${account} ${region} ${id}`);

describe("a stray", () => {
  it("is what no state has, whatever its URN is by now", () => {
    const all = [resource(QUEUE, "known"), resource(QUEUE, "stray")];
    expect(idsOf(all, [state({ resources: [inState(QUEUE, "known")] })])).toEqual([
      "000000000001 eu-central-1 stray",
    ]);
  });

  it("is one in another account, of the name that a state knows in its own", () => {
    const all = [
      resource(ROLE, "same", { region: "" }),
      resource(ROLE, "same", { region: "", account: "000000000002" }),
    ];
    expect(idsOf(all, [state({ resources: [inState(ROLE, "same")] })])).toEqual(["000000000002  same"]);
  });

  it("is one in another region, of the name that a state knows in its own", () => {
    const all = ["eu-central-1", "eu-west-1", "us-east-1"].map((region) =>
      resource(QUEUE, "same", { region }),
    );
    const states = [
      state({ resources: [inState(QUEUE, "same"), inState(QUEUE, "same", { region: "eu-west-1" })] }),
    ];
    expect(idsOf(all, states)).toEqual(["000000000001 us-east-1 same"]);
  });

  it("is not what a state has whose provider says nothing", () => {
    const known = { ...inState(QUEUE, "known"), provider: "urn:unknown::id" };
    expect(idsOf([resource(QUEUE, "known")], [state({ resources: [known] })])).toEqual([]);
  });

  it("is told from a creation that a state began", () => {
    const begun = resource(QUEUE, "begun");
    const states = [
      state({
        pending_operations: [
          { type: "creating", resource: { urn: begun.urn } },
          { type: "updating", resource: { urn: resource(QUEUE, "stray").urn } },
        ],
      }),
    ];
    expect(unknownResources([begun, resource(QUEUE, "stray")], states).map(({ begunBy }) => begunBy)).toEqual(
      [["network"], []],
    );
    expect(followUps([begun], states)).toEqual([expect.stringContaining("refresh --clear-pending-creates")]);
  });
});

describe("the list", () => {
  it("has type, ID, place, age and the next command", () => {
    const now = new Date("2026-01-01T02:30:00.000Z");
    const text = asText([{ resource: resource(QUEUE, "stray"), begunBy: [] }], [state({}, true)], now);
    expect(text).toMatch(/aws:sqs\/queue:Queue +stray +000000000001 +eu-central-1 +2 h +network +no\n/);
    expect(text).toContain("npx strata cloud remove stray\n");
    expect(text).toMatch(/An update of network is under way.*pulumi cancel/);
    expect(text).not.toContain("pending creation");
  });

  it("says so where there is none", () => expect(asText([], [], new Date())).toContain("Every resource"));

  it.each([
    ["2026-01-01T00:00:59.000Z", "59 s"],
    ["2026-01-01T00:59:59.000Z", "59 min"],
    ["2026-01-03T01:00:00.000Z", "2 d"],
    ["2025-12-31T00:00:00.000Z", "0 s"],
  ])("ages: at %s it is %s", (now, expected) =>
    expect(age("2026-01-01T00:00:00.000Z", new Date(now))).toBe(expected),
  );

  it("has no age where none is known", () => expect(age("", new Date())).toBe("unknown"));
});

describe("a removal without force", () => {
  const stray = resource(QUEUE, "stray");
  it("is refused for what a state knows, with both ways on", () => {
    const states = [state({ resources: [inState(QUEUE, "stray")] })];
    expect(refusals([stray], states)).toEqual([
      expect.stringMatching(
        /in the state of network[^]*nx run network:up[^]*remove --force aws:sqs[^]*:stray/,
      ),
    ]);
    expect(followUps([stray], states)).toEqual([expect.stringContaining("npx nx run network:refresh")]);
  });
  it("is refused while an update of its stack may still tell its state", () =>
    expect(refusals([stray], [state({}, true)])).toEqual([
      expect.stringMatching(/under way.*pulumi cancel/),
    ]));
  it("is not refused for a stray", () => expect(refusals([stray], [state({})])).toEqual([]));
});

describe("the states of a file backend", () => {
  let backend: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(backend, path)), { recursive: true });
    writeFileSync(join(backend, path), text);
  };
  beforeEach(() => (backend = mkdtempSync(join(tmpdir(), "strata-states-"))));
  afterEach(() => rmSync(backend, { recursive: true }));

  it("are those of all projects and stacks, with their locks", () => {
    write(".pulumi/stacks/network/local.json", '{"checkpoint":{"latest":{"resources":[]}}}');
    write(".pulumi/stacks/eks/other.json", '{"checkpoint":{}}');
    write(".pulumi/stacks/eks/other.json.bak", "{}");
    write(".pulumi/locks/organization/eks/other/1.json", "{}");
    expect(readStates(backend)).toEqual([
      { project: "eks", stack: "other", deployment: {}, locked: true },
      { project: "network", stack: "local", deployment: { resources: [] }, locked: false },
    ]);
  });

  it("are refused where one is compressed: its resources would be taken for strays", () => {
    write(".pulumi/stacks/network/local.json.gz", "");
    expect(() => readStates(backend)).toThrow(/local.json.gz is compressed.*GZIP/);
  });

  it("are none where there is no backend", () => expect(readStates(join(backend, "nothing"))).toEqual([]));
});
