import { parseAssignments } from "./cloud-edit.ts";
import { select } from "./cloud-ls.ts";
import { type CloudResource, findResource } from "./cloud-resources.ts";
import { table } from "./cloud-table.ts";

const resource = (type: string, id: string, stack: string, name: string): CloudResource => ({
  account: "000000000000",
  region: "eu-central-1",
  type,
  id,
  urn: `urn:pulumi:local::${stack}::${type}::${name}`,
  seed: "",
  uniqueKey: null,
  inputs: "{}",
  outputs: "{}",
  createdAt: "",
  modifiedAt: "",
  stack,
  name,
});
const VPC = resource("aws:ec2/vpc:Vpc", "vpc-1", "network", "main");
const SUBNET = resource("aws:ec2/subnet:Subnet", "subnet-1", "network", "main");
const ROLE = resource("aws:iam/role:Role", "same", "eks", "role");
const ALIAS = resource("aws:lambda/alias:Alias", "same", "lambda", "alias");
const ALL = [VPC, SUBNET, ROLE, ALIAS];

describe("the resource that a person means", () => {
  it.each([
    [VPC.urn, VPC],
    ["aws:iam/role:Role:same", ROLE],
    ["subnet-1", SUBNET],
    ["alias", ALIAS],
  ])("%s", (text, expected) => expect(findResource(ALL, text)).toBe(expected));

  it.each([
    ["main", /more than one[^]*aws:ec2\/vpc:Vpc:vpc-1[^]*aws:ec2\/subnet:Subnet:subnet-1/],
    ["same", /more than one[^]*aws:iam\/role:Role:same/],
    [
      "VPC",
      /has no resource "VPC"[^]*Near to it:\n {2}aws:ec2\/vpc:Vpc:vpc-1\nList what exists: npx strata cloud ls/,
    ],
    ["nothing", /has no resource "nothing"/],
  ])("is asked for again where it is not one: %s", (text, message) =>
    expect(() => findResource(ALL, text)).toThrow(message),
  );
});

describe("filters", () => {
  it.each([
    [{ type: "ec2" }, [VPC, SUBNET]],
    [{ type: "vpc" }, [VPC]],
    [{ type: "aws:iam/role:Role" }, [ROLE]],
    [{ stack: "eks" }, [ROLE]],
    [{ stack: "eks", type: "ec2" }, []],
  ])("%j", (filter, expected) => expect(select(ALL, filter)).toEqual(expected));

  it("that nothing can pass are mistakes, unless there is nothing at all", () => {
    expect(() => select(ALL, { type: "s3", stack: "x" })).toThrow(
      /type "s3"[^]*stack "x"[^]*eks, lambda, network/,
    );
    expect(select([], { type: "s3" })).toEqual([]);
  });
});

describe("assignments", () => {
  it("are paths and JSON values", () => {
    expect(parseAssignments(['tags.Name="a=b"', 'tags["a=b"]=null', "list[0]={}"])).toEqual([
      { path: "tags.Name", value: "a=b" },
      { path: 'tags["a=b"]', value: null },
      { path: "list[0]", value: {} },
    ]);
  });

  it("are refused all at once, with how a text is written", () => {
    expect(() => parseAssignments(["a", "b=c", "d="])).toThrow(
      /"a" is not <property path>=<JSON value>[^]*'b="c"'[^]*d: nothing is not a JSON value/,
    );
  });
});

it("a table has columns as wide as their longest text", () => {
  expect(table(["A", "B"], [["long", "x"]])).toBe("A     B\nlong  x\n");
});
