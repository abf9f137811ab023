import { UNKNOWN } from "@strata/testing";
import { createFlowLog } from "./flow-log.ts";
import { args, surroundings } from "./test-context.ts";

async function build(options = {}) {
  const { recording, context } = await surroundings({}, options);
  const flowLog = createFlowLog(context);
  await recording.settled();
  return { recording, flowLog };
}

it("records all traffic, each minute, into a group that is encrypted and forgets", async () => {
  const { recording, flowLog } = await build();
  expect(recording.get("aws:cloudwatch/logGroup:LogGroup", "net-flow-log").inputs).toEqual({
    name: "/strata/dev/net/flow-log",
    kmsKeyId: args.logsKeyArn,
    retentionInDays: 90,
  });
  const group = await recording.valueOf(flowLog.logGroupArn);
  expect(recording.get("aws:ec2/flowLog:FlowLog", "net-flow-log").inputs).toMatchObject({
    vpcId: "net-id",
    trafficType: "ALL",
    logDestination: group,
    maxAggregationInterval: 60,
  });
});

it("lets the service of flow logs write for this account into this group, and nothing else", async () => {
  const { recording, flowLog } = await build();
  const group = await recording.valueOf(flowLog.logGroupArn);
  const { assumeRolePolicy } = recording.get("aws:iam/role:Role", "net-flow-log").inputs;
  expect(JSON.parse(String(assumeRolePolicy))).toMatchObject({
    Statement: [
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      },
    ],
  });
  const { policy } = recording.get("aws:iam/rolePolicy:RolePolicy", "net-flow-log").inputs;
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: { Action: string[]; Resource: string[] }[];
  };
  expect(Statement).toHaveLength(1);
  expect(Statement[0]?.Resource).toEqual([group, `${group}:*`]);
  expect(Statement[0]?.Action.filter((action) => !action.startsWith("logs:"))).toEqual([]);
  expect(Statement[0]?.Action).not.toContain("logs:CreateLogGroup");
});

it("knows in a preview where it will log, though not yet its ARN", async () => {
  const { recording } = await build({ preview: true });
  expect(recording.get("aws:cloudwatch/logGroup:LogGroup", "net-flow-log").inputs["name"]).toBe(
    "/strata/dev/net/flow-log",
  );
  expect(recording.get("aws:ec2/flowLog:FlowLog", "net-flow-log").inputs).toMatchObject({
    logDestination: UNKNOWN,
    iamRoleArn: UNKNOWN,
  });
});
