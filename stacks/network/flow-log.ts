import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { interpolate, jsonStringify, type Output } from "@pulumi/pulumi";
import type { NetworkContext } from "./context.ts";

/**
 * Records all traffic of the VPC, refused and accepted, in an encrypted log group. AWS replaces a flow log for whatever
 * changes in it, and organizations often deny its deletion; so nothing of it is a setting but how long the log is kept.
 */
export function createFlowLog({ name, args, parent, vpc }: NetworkContext): { logGroupArn: Output<string> } {
  const logName = `${name}-flow-log`;
  const logGroup = new LogGroup(
    logName,
    {
      name: `/strata/${args.environment}/${name}/flow-log`,
      kmsKeyId: args.logsKeyArn,
      retentionInDays: args.flowLogRetentionInDays,
    },
    { parent },
  );
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
  const role = new Role(
    logName,
    {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": args.accountId } },
          },
        ],
      }),
    },
    { parent },
  );
  new RolePolicy(
    logName,
    {
      role: role.name,
      policy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: [
              "logs:CreateLogStream",
              "logs:PutLogEvents",
              "logs:DescribeLogGroups",
              "logs:DescribeLogStreams",
            ],
            Resource: [logGroup.arn, interpolate`${logGroup.arn}:*`],
          },
        ],
      }),
    },
    { parent },
  );
  new FlowLog(
    logName,
    {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      tags: { Name: logName },
    },
    { parent },
  );
  return { logGroupArn: logGroup.arn };
}
