import { compareRisks, isCloudResource, riskOf } from "./risk-of.ts";
import { RISK_KINDS, RISK_TABLE } from "./risk-table.ts";

it.each([
  ["aws:rds/instance:Instance", "critical", "database"],
  ["aws:s3/bucketV2:BucketV2", "critical", "storage"],
  ["aws:kms/key:Key", "critical", "key"],
  ["aws:secretsmanager/secret:Secret", "critical", "secret"],
  ["aws:eks/cluster:Cluster", "critical", "cluster"],
  ["aws:ec2/eip:Eip", "high", "address"],
  ["aws:iam/role:Role", "high", "identity"],
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "low", "connection"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "low", "connection"],
  ["aws:ec2/securityGroup:SecurityGroup", "medium", "network"],
])("%s is %s: %s", (type, level, kind) => expect(riskOf(type)).toMatchObject({ level, kind }));

it.each([
  ["gcp:sql/databaseInstance:DatabaseInstance", "high", "storage"],
  ["vault:generic/secret:Secret", "high", "secret"],
  ["aws:budgets/budget:Budget", "medium", "unknown"],
  ["", "medium", "unknown"],
])("a type that is not in the table is judged by its name: %s", (type, level, kind) =>
  expect(riskOf(type)).toMatchObject({ level, kind }),
);

it("tells the kinds of the highest level in the order of what they lose", () => {
  const risks = ["aws:ec2/eip:Eip", "aws:kms/key:Key", "aws:iam/role:Role", "aws:rds/instance:Instance"].map(
    riskOf,
  );
  expect(risks.sort(compareRisks).map(({ kind }) => kind)).toEqual([
    "database",
    "key",
    "address",
    "identity",
  ]);
});

it("names a source for each entry with a loss, and no type twice", () => {
  for (const entry of RISK_TABLE) {
    expect(RISK_KINDS).toContain(entry.kind);
    if (entry.level !== "low") expect(entry.source).toMatch(/^https:\/\//);
  }
  const types = RISK_TABLE.flatMap(({ types: some }) => some);
  expect(new Set(types).size).toBe(types.length);
});

it("takes components and providers for the program's own", () => {
  expect(isCloudResource({ type: "strata:network:Network", provider: "" })).toBe(false);
  expect(isCloudResource({ type: "pulumi:providers:aws", provider: "" })).toBe(false);
  expect(isCloudResource({ type: "aws:ec2/vpc:Vpc", provider: "urn" })).toBe(true);
});
