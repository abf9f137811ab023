import { type Input, interpolate } from "@pulumi/pulumi";

export interface ExecutionPolicyArgs {
  /** Of the function that the policy is for. */
  functionName: string;
  logGroupArn: Input<string>;
  /** Where invocations that have failed for good are kept. */
  failureQueueArns: Input<string>[];
  /** Where messages are taken from. */
  requestQueueArn: Input<string>;
  /** Of the function's settings and its queues. */
  dataKeyArn: Input<string>;
  /** The PostgreSQL user, for `rds-db:connect`. */
  databaseUserArn: Input<string>;
  /** Whether the function has network interfaces in a VPC. */
  inVpc: boolean;
  /** Whether invocations are traced. */
  traced: boolean;
}

export interface Statement {
  Sid: string;
  Effect: "Allow" | "Deny";
  Action: string | string[];
  Resource: Input<string> | Input<string>[];
  Condition?: Record<string, Record<string, string>>;
}

/** All that the function's role may do, as a policy document. It cannot make log groups: it has one. */
export function executionPolicy(args: ExecutionPolicyArgs): { Version: string; Statement: Statement[] } {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: interpolate`${args.logGroupArn}:*`,
      },
      {
        Sid: "ConnectToTheDatabase",
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: args.databaseUserArn,
      },
      {
        Sid: "TakeRequests",
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: args.requestQueueArn,
      },
      {
        Sid: "KeepDeadLetters",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: args.failureQueueArns,
      },
      // The key's own policy takes it through Lambda and SQS alone.
      {
        Sid: "UseTheDataKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: args.dataKeyArn,
      },
      ...(args.inVpc ? networkStatements(args.functionName) : []),
      ...(args.traced ? [TRACE] : []),
    ],
  };
}

const INTERFACES = [
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:AssignPrivateIpAddresses",
  "ec2:UnassignPrivateIpAddresses",
];

/**
 * Lambda makes the interfaces, with the function's role; the code that runs with the same role may not. The actions have no
 * resources to name. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
function networkStatements(functionName: string): Statement[] {
  return [
    {
      Sid: "AttachToTheNetwork",
      Effect: "Allow",
      Action: [...INTERFACES, "ec2:DescribeSubnets"],
      Resource: "*",
    },
    {
      Sid: "NoInterfacesForTheCode",
      Effect: "Deny",
      Action: INTERFACES,
      Resource: "*",
      // The function is made after its policy: its ARN is not known here.
      Condition: { ArnLike: { "lambda:SourceFunctionArn": `arn:*:lambda:*:*:function:${functionName}` } },
    },
  ];
}

/** It has no resources to name: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
const TRACE: Statement = {
  Sid: "Trace",
  Effect: "Allow",
  Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  Resource: "*",
};
