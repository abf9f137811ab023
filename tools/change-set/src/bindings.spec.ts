import { bindingsOf, type BoundResource } from "./bindings.ts";
import { renderBindings } from "./render-bindings.ts";

const URN = "urn:pulumi:local::network::";
const provider = (name: string, inputs: Record<string, unknown>, kind = "aws"): BoundResource => ({
  urn: `${URN}pulumi:providers:${kind}::${name}`,
  type: `pulumi:providers:${kind}`,
  custom: true,
  inputs,
});
const vpc = (name: string, by: string | undefined, inputs: Record<string, unknown> = {}): BoundResource => ({
  urn: `${URN}aws:ec2/vpc:Vpc::${name}`,
  type: "aws:ec2/vpc:Vpc",
  custom: true,
  provider: by === undefined ? undefined : `${URN}pulumi:providers:${by}::0123-4567`,
  inputs,
});

// As the engine keeps them: lists are JSON.
const here = provider("here", { region: "eu-central-1", allowedAccountIds: '["000000000000"]' });

it("binds a resource to the one account and the region of its explicit provider", () => {
  expect(bindingsOf([here, vpc("v", "aws::here")])).toEqual([
    {
      urn: `${URN}aws:ec2/vpc:Vpc::v`,
      type: "aws:ec2/vpc:Vpc",
      name: "v",
      provider: "here",
      account: "000000000000",
      region: "eu-central-1",
      problem: undefined,
    },
  ]);
  const list = provider("here", { region: "eu-central-1", allowedAccountIds: ["000000000000"] });
  expect(bindingsOf([list, vpc("v", "aws::here")])[0]?.account).toBe("000000000000");
});

it("leaves out what nothing in a cloud corresponds to", () => {
  const component = { urn: `${URN}strata:network:Network::n`, type: "strata:network:Network", custom: false };
  const stack = {
    urn: `${URN}pulumi:pulumi:Stack::network-local`,
    type: "pulumi:pulumi:Stack",
    custom: false,
  };
  const reference = {
    urn: `${URN}pulumi:pulumi:StackReference::s`,
    type: "pulumi:pulumi:StackReference",
    custom: true,
  };
  expect(bindingsOf([here, component, stack, reference])).toEqual([]);
});

it.each([
  ["no provider", [vpc("v", undefined)], /has no provider/],
  [
    "an engine's provider",
    [provider("default_7_48_0", {}), vpc("v", "aws::default_7_48_0")],
    /default provider/,
  ],
  ["a provider that is not there", [vpc("v", "aws::gone")], /gone is not there/],
  ["no account", [provider("p", { region: "eu-west-1" }), vpc("v", "aws::p")], /allows 0 accounts/],
  [
    "several accounts",
    [provider("p", { region: "eu-west-1", allowedAccountIds: '["1","2"]' }), vpc("v", "aws::p")],
    /allows 2 accounts/,
  ],
  ["no region", [provider("p", { allowedAccountIds: '["1"]' }), vpc("v", "aws::p")], /has no region/],
  [
    "a region of its own",
    [here, vpc("v", "aws::here", { region: "us-east-1" })],
    /is in us-east-1, its provider in eu-central-1/,
  ],
])("finds what is bound nowhere: %s", (_what, resources, problem) => {
  const [binding] = bindingsOf(resources);
  expect(binding?.problem).toMatch(problem);
  expect(renderBindings(bindingsOf(resources)).join("\n")).toMatch(
    /0 resources are bound, 1 are not:\n {2}error: urn:/,
  );
});

it("takes an explicit provider of another package for bound", () => {
  const [binding] = bindingsOf([provider("k", {}, "kubernetes"), vpc("pod", "kubernetes::k")]);
  expect(binding).toMatchObject({ provider: "k" });
  expect(binding).not.toHaveProperty("account");
  expect(binding).not.toHaveProperty("problem");
});

it("prints each account and region once", () => {
  const there = provider("there", { region: "eu-west-1", allowedAccountIds: '["000000000001"]' });
  const lines = renderBindings(bindingsOf([here, there, vpc("a", "aws::here"), vpc("b", "aws::there")]));
  expect(lines).toEqual([
    "  account 000000000000, region eu-central-1  (1)",
    "    aws:ec2/vpc:Vpc  a",
    "  account 000000000001, region eu-west-1  (1)",
    "    aws:ec2/vpc:Vpc  b",
    "  2 resources are bound",
  ]);
});
