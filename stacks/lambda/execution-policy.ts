import { type Input, interpolate } from "@pulumi/pulumi";

export interface ExecutionPolicyArgs {
  logGroupArn: Input<string>;
  deadLetterQueueArn: Input<string>;
  /** Of the function's settings and its dead letters. */
  dataKeyArn: Input<string>;
}

/** All that the function's role may do, as a policy document. It cannot make log groups: it has one. */
export function executionPolicy({ logGroupArn, deadLetterQueueArn, dataKeyArn }: ExecutionPolicyArgs) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: interpolate`${logGroupArn}:*`,
      },
      {
        Sid: "KeepDeadLetters",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: deadLetterQueueArn,
      },
      {
        Sid: "UseTheDataKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: dataKeyArn,
      },
      // These two have no resources to name:
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
      {
        Sid: "AttachToTheNetwork",
        Effect: "Allow",
        Action: [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses",
        ],
        Resource: "*",
      },
      {
        Sid: "Trace",
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: "*",
      },
    ],
  };
}
