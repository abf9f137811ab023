import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { DatabaseCheck, type DatabaseCheckArgs } from "./database-check.ts";

const args: DatabaseCheckArgs = {
  environment: "dev",
  vpcId: "vpc-1",
  subnetIds: ["subnet-private-a"],
  database: { address: "db.example", port: 5432, dbName: "application", securityGroupId: "sg-database" },
  dataKeyArn: "arn:data",
  logsKeyArn: "arn:logs",
  memorySize: 256,
  reservedConcurrentExecutions: 5,
  logRetentionInDays: 30,
};

let recording: Recording;
let check: DatabaseCheck;

beforeEach(async () => {
  recording = await recordResources({
    project: "lambda",
    computed: ({ type }) => (type === "aws:lambda/function:Function" ? { version: "7" } : {}),
  });
  check = new DatabaseCheck("check", args, { provider: new Provider("aws", {}) });
  await recording.settled();
});

describe("DatabaseCheck", () => {
  it("binds every resource to the provider it is given", () => {
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(9);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("hands the handler what the database's contract says", () => {
    expect(recording.get("aws:lambda/function:Function", "check").inputs).toMatchObject({
      environment: {
        variables: { DATABASE_HOST: "db.example", DATABASE_PORT: "5432", DATABASE_NAME: "application" },
      },
      vpcConfig: { subnetIds: ["subnet-private-a"], securityGroupIds: ["check-id"] },
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/strata-dev-check" },
      deadLetterConfig: { targetArn: "arn:aws:mock:eu-central-1:111111111111:check-dead-letters" },
    });
  });

  it("reaches the database's group, and lets itself into it, on the database's port", () => {
    const ports = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    expect(recording.ofType(egress)).toHaveLength(1);
    expect(recording.get(egress, "check-to-database").inputs).toMatchObject({
      securityGroupId: "check-id",
      referencedSecurityGroupId: "sg-database",
      ...ports,
    });
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(recording.get(ingress, "check-into-database").inputs).toMatchObject({
      securityGroupId: "sg-database",
      referencedSecurityGroupId: "check-id",
      ...ports,
    });
  });

  it("may write its own logs and dead letters, and names every resource that can be named", () => {
    const { policy } = recording.get("aws:iam/rolePolicy:RolePolicy", "check").inputs;
    const { Statement: statements } = JSON.parse(String(policy)) as {
      Statement: { Action: string | string[]; Resource: string }[];
    };
    expect(statements.map((it) => it.Resource)).toEqual([
      "arn:aws:mock:eu-central-1:111111111111:check:*",
      "arn:aws:mock:eu-central-1:111111111111:check-dead-letters",
      "arn:data",
      "*",
      "*",
    ]);
    expect(statements.flatMap((it) => it.Action)).not.toContain("logs:CreateLogGroup");
    expect(JSON.stringify(statements)).not.toMatch(/"[a-z0-9]+:\*"/);
  });

  it("is invoked through an alias of the published version", async () => {
    expect(recording.get("aws:lambda/alias:Alias", "check").inputs).toMatchObject({
      name: "live",
      functionVersion: "7",
    });
    expect(await recording.valueOf(check.functionName)).toBe("strata-dev-check");
  });
});
