import type { ResourceDeclaration } from "../src/declarations/read-declarations.ts";
import { parseProperties } from "../src/declarations/type-expression.ts";
import type { CloudFormationProperties } from "./cloudformation.ts";
import { cloudFormationTypeOf, createOnlyInputs } from "./derive.ts";

const property = (createOnly: boolean, members: CloudFormationProperties = {}) => ({ createOnly, members });

function declaration(inputs: string): ResourceDeclaration {
  return {
    inputs: parseProperties(inputs),
    outputs: {},
    types: { "inputs.Rule": parseProperties("port?: number; label?: string; rules?: inputs.Rule[];") },
    enumerations: {},
  };
}

describe("the CloudFormation type of a type", () => {
  const known = ["AWS::EC2::VPC", "AWS::RDS::DBInstance", "AWS::Logs::LogGroup", "AWS::Events::LogGroup"];

  it("has its name, in the namespace of its module", () => {
    expect(cloudFormationTypeOf("aws:ec2/vpc:Vpc", known)).toBe("AWS::EC2::VPC");
    expect(cloudFormationTypeOf("aws:rds/instance:Instance", known)).toBe("AWS::RDS::DBInstance");
  });

  it("is unknown where nothing fits, or more than one does", () => {
    expect(cloudFormationTypeOf("aws:ec2/instance:Instance", known)).toBeUndefined();
    expect(cloudFormationTypeOf("aws:cloudwatch/logGroup:LogGroup", known)).toBeUndefined();
    expect(
      cloudFormationTypeOf("aws:rds/proxyTarget:ProxyTarget", ["AWS::RDS::DBProxyTarget"]),
    ).toBeUndefined();
  });
});

describe("create-only inputs", () => {
  it("have the same name, whatever its case and number, at every depth", () => {
    const properties = {
      TopicName: property(true),
      KMSKeyId: property(true),
      SubnetIds: property(true),
      Mode: property(false),
      Rules: property(false, { Port: property(true), Label: property(false) }),
    };
    const inputs =
      "name?: string; kmsKeyId?: string; subnetId?: string[]; mode?: string; rules?: inputs.Rule[]; other?: string;";
    expect(createOnlyInputs(declaration(inputs), "AWS::SNS::Topic", properties)).toEqual([
      "kmsKeyId",
      "name",
      "rules.port",
      "subnetId",
    ]);
  });

  it("are none where the names of two fit one", () => {
    expect(
      createOnlyInputs(declaration("key?: string; keys?: string[];"), "AWS::X::Y", { Key: property(true) }),
    ).toEqual([]);
  });

  it("are none where the two are not surely the same", () => {
    const properties = { Name: property(true) };
    const required = (names: string) => declaration(names);
    expect(
      createOnlyInputs(required("name: string; a: string; b: string;"), "AWS::X::Y", properties),
    ).toEqual([]);
    expect(createOnlyInputs(required("name: string; a: string;"), "AWS::X::Y", properties)).toEqual(["name"]);
  });
});
