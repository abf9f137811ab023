import { parseCheckpoint } from "./checkpoint.ts";
import { CorruptCheckpointError } from "./state-error.ts";
import { checkpointText } from "./testing.ts";

const ROOT = { urn: "urn:a::pulumi:pulumi:Stack::root", type: "pulumi:pulumi:Stack" };
const PROVIDER = {
  urn: "urn:a::pulumi:providers:aws::p",
  type: "pulumi:providers:aws",
  custom: true,
  id: "1",
};
const VPC = {
  urn: "urn:a::aws:ec2/vpc:Vpc::main",
  type: "aws:ec2/vpc:Vpc",
  custom: true,
  id: "vpc-1",
  parent: ROOT.urn,
  provider: `${PROVIDER.urn}::1`,
};

function problemsOf(text: string): readonly string[] {
  try {
    parseCheckpoint(text);
    return [];
  } catch (error) {
    if (error instanceof CorruptCheckpointError) return error.problems;
    throw error;
  }
}

it("reads what Pulumi keeps", () => {
  const pending = { resource: { ...VPC, id: "" }, type: "creating" };
  expect(parseCheckpoint(checkpointText([ROOT, PROVIDER, VPC], [pending]))).toMatchObject({
    resources: [ROOT, PROVIDER, VPC],
    pendingOperations: [pending],
    secretsProvider: { type: "passphrase" },
    time: "2026-11-29T00:00:00Z",
  });
});

it("a stack that was only made has no resources", () =>
  expect(parseCheckpoint('{"version":0,"checkpoint":{"stack":"a"}}').resources).toEqual([]));

it("what is replaced may be there twice, once as one to delete", () =>
  expect(problemsOf(checkpointText([ROOT, PROVIDER, { ...VPC, delete: true, id: "vpc-0" }, VPC]))).toEqual(
    [],
  ));

it.each<[string, string, RegExp]>([
  ["nothing", "", /^not JSON \(0 characters\)/],
  ["half a file", checkpointText([ROOT, PROVIDER, VPC]).slice(0, 300), /^not JSON \(300 characters\)/],
  ["something else", '{"version":3}', /^checkpoint: /],
  ["a version of the past", checkpointText([]).replace('"version":3', '"version":0'), /^version: got 0/],
  ["a version of the future", '{"version":9,"checkpoint":{"stack":"a"}}', /^version: /],
  ["a resource without a URN", checkpointText([{ type: "a:b:C" }]), /^checkpoint.latest.resources.0.urn: /],
  ["a manifest that was edited", checkpointText([]).replace("v3.259.0", "v3.260.0"), /magic/],
  [
    "a child before its parent",
    checkpointText([PROVIDER, VPC, ROOT]),
    /its parent urn:a::pulumi:pulumi:Stack/,
  ],
  ["no provider", checkpointText([ROOT, VPC]), /its provider urn:a::pulumi:providers:aws::p::1 is not there/],
  ["one resource twice", checkpointText([ROOT, PROVIDER, VPC, VPC]), /Vpc::main: is there twice/],
  [
    "a dependency that is gone",
    checkpointText([ROOT, PROVIDER, { ...VPC, propertyDependencies: { a: ["urn:x"] } }]),
    /its dependency of a urn:x is not there/,
  ],
])("refuses %s", (_what, text, problem) =>
  expect(problemsOf(text)).toEqual(expect.arrayContaining([expect.stringMatching(problem)])),
);
