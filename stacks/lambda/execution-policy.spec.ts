import { executionPolicy, type ExecutionPolicyArgs, type Statement } from "./execution-policy.ts";
import { recordResources } from "@strata/testing";
import { jsonStringify } from "@pulumi/pulumi";

const args: ExecutionPolicyArgs = {
  functionName: "strata-dev-check",
  logGroupArn: "arn:log-group",
  failureQueueArns: ["arn:dead-letters", "arn:failures"],
  requestQueueArn: "arn:requests",
  dataKeyArn: "arn:data",
  databaseUserArn: "arn:connect/database_check",
  inVpc: true,
  traced: true,
};

async function statements(changes: Partial<ExecutionPolicyArgs> = {}): Promise<Statement[]> {
  const recording = await recordResources({ project: "lambda" });
  const text = await recording.valueOf(jsonStringify(executionPolicy({ ...args, ...changes })));
  return (JSON.parse(text) as { Statement: Statement[] }).Statement;
}

const idsOf = (all: Statement[]) => all.map((it) => it.Sid);

describe("executionPolicy", () => {
  it("allows this and no more", async () => {
    const allowed = (await statements()).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["logs:CreateLogStream", "logs:PutLogEvents"], "arn:log-group:*"],
      ["rds-db:connect", "arn:connect/database_check"],
      [["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], "arn:requests"],
      ["sqs:SendMessage", ["arn:dead-letters", "arn:failures"]],
      [["kms:Decrypt", "kms:GenerateDataKey"], "arn:data"],
      [expect.arrayContaining(["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"]), "*"],
      [["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"],
    ]);
  });

  it("names every action, and every resource that can be named", async () => {
    const all = await statements();
    expect(JSON.stringify(all.map((it) => it.Action))).not.toContain("*");
    const anything = all.filter(({ Resource }) => Resource === "*");
    expect(idsOf(anything)).toEqual(["AttachToTheNetwork", "NoInterfacesForTheCode", "Trace"]);
  });

  it("makes no log group, whatever else is on", async () => {
    expect(JSON.stringify(await statements())).not.toContain("logs:CreateLogGroup");
  });

  it("touches interfaces only in a VPC, and there for Lambda, not for the code", async () => {
    expect(JSON.stringify(await statements({ inVpc: false }))).not.toContain("ec2:");
    const all = await statements();
    const allow = all.find(({ Sid }) => Sid === "AttachToTheNetwork");
    const deny = all.find(({ Sid }) => Sid === "NoInterfacesForTheCode");
    expect(deny).toMatchObject({
      Effect: "Deny",
      Condition: { ArnLike: { "lambda:SourceFunctionArn": "arn:*:lambda:*:*:function:strata-dev-check" } },
    });
    const changing = (allow?.Action as string[]).filter((action) => action !== "ec2:DescribeSubnets");
    expect(deny?.Action).toEqual(changing);
  });

  it("writes traces only if the function is traced", async () => {
    expect(idsOf(await statements({ traced: false }))).not.toContain("Trace");
    expect(idsOf(await statements({ inVpc: false }))).toContain("Trace");
  });
});
