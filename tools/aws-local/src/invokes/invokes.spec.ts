import { instanceFromConfiguration } from "../model/instance.ts";
import type { ValueMap } from "../protocol/values.ts";
import { invoke } from "./index.ts";

const instance = instanceFromConfiguration({
  region: "eu-central-1",
  allowedAccountIds: `["000000000007"]`,
  defaultTags: `{"tags":{"a":"b"}}`,
});
const run = (name: string, args: ValueMap = {}) => {
  const [module = "", member = ""] = name.split("/");
  return invoke(`aws:${module}/${member}:${member}`, args, instance, { list: () => [] }).result;
};

describe("functions", () => {
  it("tell of the caller, the region and its zones", () => {
    expect(run("index/getCallerIdentity").accountId).toBe("000000000007");
    expect(run("index/getPartition")).toMatchObject({ partition: "aws", dnsSuffix: "amazonaws.com" });
    expect(run("index/getRegion").name).toBe("eu-central-1");
    expect(run("index/getAvailabilityZones", { excludeZoneIds: ["euc1-az2"] })).toMatchObject({
      names: ["eu-central-1a", "eu-central-1c"],
      zoneIds: ["euc1-az1", "euc1-az3"],
    });
    expect(run("index/getAvailabilityZones", { region: "us-east-1" }).zoneIds).toEqual([
      "use1-az1",
      "use1-az2",
      "use1-az3",
    ]);
  });

  it("give the versions of add-ons in AWS's form", () => {
    const args = { addonName: "kube-proxy", kubernetesVersion: "1.34", mostRecent: true };
    expect(run("eks/getAddonVersion", args).version).toMatch(/^v1\.34\.\d+-eksbuild\.\d+$/);
  });

  it("fail with their name and where they would be added", () => {
    expect(() => run("ec2/getElasticIp")).toThrow(
      /aws:ec2\/getElasticIp:getElasticIp.*tools\/aws-local\/src\/invokes/,
    );
  });

  it.each(["ec2/getAmi", "rds/getEngineVersion"])(
    "of what only AWS knows, %s, fail with that and where",
    (name) => {
      expect(() => run(name)).toThrow(
        /cannot answer aws:.* known to AWS alone.*configuration.*src\/invokes\/only-aws-knows\.ts/,
      );
    },
  );

  it("give the account of load balancers in a region, where there is one", () => {
    expect(run("elb/getServiceAccount").arn).toBe("arn:aws:iam::054676820928:root");
    expect(() => run("elb/getServiceAccount", { region: "eu-south-9" })).toThrow(
      /in eu-south-9.*invokes\/elb\.ts/,
    );
  });
});

describe("getPolicyDocument", () => {
  const document = (args: ValueMap) => JSON.parse(String(run("iam/getPolicyDocument", args).json)) as unknown;

  it("renders statements", () => {
    const statement = {
      sid: "Read",
      actions: ["s3:GetObject"],
      resources: ["b", "a"],
      principals: [{ type: "AWS", identifiers: ["arn:aws:iam::000000000007:root"] }],
      conditions: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
        { test: "StringEquals", variable: "aws:SourceArn", values: ["y", "x"] },
      ],
    };
    expect(document({ statements: [statement] })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["a", "b"],
          Principal: { AWS: "arn:aws:iam::000000000007:root" },
          Condition: { StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": ["x", "y"] } },
        },
      ],
    });
  });

  it("joins documents: those that override replace by Sid", () => {
    const json = (sid: string, effect: string) => JSON.stringify({ Statement: { Sid: sid, Effect: effect } });
    expect(
      document({
        sourcePolicyDocuments: [json("A", "Allow")],
        overridePolicyDocuments: [json("A", "Deny"), json("B", "Deny")],
        statements: [{ sid: "C", actions: ["x"], resources: ["*"] }],
      }),
    ).toMatchObject({ Statement: [{ Sid: "A", Effect: "Deny" }, { Sid: "C" }, { Sid: "B" }] });
    expect(() => document({ sourcePolicyDocuments: [json("A", "Allow"), json("A", "Deny")] })).toThrow(
      /Sid A.*more than once/,
    );
  });
});
