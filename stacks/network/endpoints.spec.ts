import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { UNKNOWN } from "@strata/testing";
import { createEndpoints } from "./endpoints.ts";
import type { NetworkArgs } from "./network.ts";
import { surroundings } from "./test-context.ts";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

async function build(changes: Partial<NetworkArgs> = {}, options = {}) {
  const { recording, context, subnets } = await surroundings(changes, options);
  const tables = ["one", "two"].map((name) => new RouteTable(name, { vpcId: context.vpc.id }));
  const endpoints = createEndpoints(context, subnets, tables);
  await recording.settled();
  return { recording, endpoints };
}

it("reaches S3 and DynamoDB through the tables it is given, at no price", async () => {
  const { recording } = await build({ interfaceEndpoints: [] });
  expect(recording.ofType(ENDPOINT).map(({ inputs }) => inputs)).toEqual(
    ["s3", "dynamodb"].map((service) => ({
      vpcId: "net-id",
      serviceName: `com.amazonaws.eu-central-1.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: ["one-id", "two-id"],
      tags: { Name: `net-${service}` },
    })),
  );
});

it("reaches other services through private names in every private subnet", async () => {
  const { recording, endpoints } = await build({ interfaceEndpoints: ["ecr.api"], zones: ["a", "b"] });
  expect(recording.get(ENDPOINT, "net-ecr.api").inputs).toMatchObject({
    serviceName: "com.amazonaws.eu-central-1.ecr.api",
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: ["private-a-id", "private-b-id"],
    securityGroupIds: ["net-endpoints-id"],
  });
  expect(Object.keys(endpoints.ids)).toEqual(["s3", "dynamodb", "ecr.api"]);
});

it("lets in HTTPS from the VPC, and nothing else", async () => {
  const { recording } = await build({ interfaceEndpoints: ["sts", "kms"] });
  expect(recording.ofType("aws:ec2/securityGroup:SecurityGroup")).toHaveLength(1);
  expect(recording.ofType(RULE).map(({ inputs }) => inputs)).toEqual([
    {
      securityGroupId: "net-endpoints-id",
      description: "HTTPS from anywhere in the VPC",
      cidrIpv4: "10.0.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
  ]);
});

it("knows the service in a preview, but not yet the VPC", async () => {
  const { recording } = await build({}, { preview: true });
  expect(recording.get(ENDPOINT, "net-secretsmanager").inputs).toMatchObject({
    vpcId: UNKNOWN,
    serviceName: "com.amazonaws.eu-central-1.secretsmanager",
  });
});
