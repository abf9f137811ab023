import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Alias } from "@pulumi/aws/lambda/alias.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";
import { bundleHandler } from "./bundle.ts";
import { executionPolicy } from "./execution-policy.ts";

export interface DatabaseCheckArgs {
  /** Part of the name of the function. */
  environment: string;
  vpcId: Input<string>;
  /** Private subnets. */
  subnetIds: Input<string[]>;
  database: {
    address: Input<string>;
    port: Input<number>;
    dbName: Input<string>;
    /** The group that the function's own is let into. */
    securityGroupId: Input<string>;
  };
  /** Encrypts the function's settings and its dead letters. */
  dataKeyArn: Input<string>;
  /** Encrypts the log group. */
  logsKeyArn: Input<string>;
  /** MiB. */
  memorySize: number;
  /** Copies that may run at once. */
  reservedConcurrentExecutions: number;
  /** Days. */
  logRetentionInDays: number;
}

// Network interfaces of a function are removed up to 45 minutes after it, and until then nothing that they use
// can be removed: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
const UNTIL_INTERFACES_ARE_GONE = { delete: "60m" };

/** A function in private subnets that checks that the database answers, over TLS. */
export class DatabaseCheck extends ComponentResource {
  readonly functionName: Output<string>;
  readonly aliasArn: Output<string>;
  readonly roleArn: Output<string>;
  readonly logGroupName: Output<string>;
  readonly deadLetterQueueArn: Output<string>;
  readonly securityGroupId: Output<string>;

  constructor(name: string, args: DatabaseCheckArgs, options?: ComponentResourceOptions) {
    super("strata:lambda:DatabaseCheck", name, {}, options);
    const functionName = `strata-${args.environment}-${name}`;
    const logGroup = this.createLogGroup(name, functionName, args);
    const deadLetterQueue = this.createDeadLetterQueue(name, args);
    const securityGroup = this.createSecurityGroup(name, args);
    const role = this.createRole(name);
    const policy = this.grant(name, args, role, logGroup, deadLetterQueue);
    const handler = new LambdaFunction(
      name,
      {
        name: functionName,
        description: "Checks that the database answers, over TLS",
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: bundleHandler("handler/index.ts", import.meta.dirname),
        publish: true,
        role: role.arn,
        timeout: 15,
        memorySize: args.memorySize,
        reservedConcurrentExecutions: args.reservedConcurrentExecutions,
        environment: {
          variables: {
            DATABASE_HOST: args.database.address,
            DATABASE_PORT: interpolate`${args.database.port}`,
            DATABASE_NAME: args.database.dbName,
            // The certificates of RDS, which Node.js does not know by itself:
            // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-certificate-loading
            NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
          },
        },
        kmsKeyArn: args.dataKeyArn,
        vpcConfig: { subnetIds: args.subnetIds, securityGroupIds: [securityGroup.id] },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        deadLetterConfig: { targetArn: deadLetterQueue.arn },
        tracingConfig: { mode: "Active" },
      },
      { parent: this, dependsOn: [policy], customTimeouts: UNTIL_INTERFACES_ARE_GONE },
    );
    const alias = new Alias(
      name,
      { name: "live", functionName: handler.name, functionVersion: handler.version },
      { parent: this },
    );

    this.functionName = handler.name;
    this.aliasArn = alias.arn;
    this.roleArn = role.arn;
    this.logGroupName = logGroup.name;
    this.deadLetterQueueArn = deadLetterQueue.arn;
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({ functionName: this.functionName, aliasArn: this.aliasArn });
  }

  private createLogGroup(name: string, functionName: string, args: DatabaseCheckArgs): LogGroup {
    return new LogGroup(
      name,
      {
        name: `/aws/lambda/${functionName}`,
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionInDays,
      },
      { parent: this },
    );
  }

  private createDeadLetterQueue(name: string, { dataKeyArn }: DatabaseCheckArgs): Queue {
    return new Queue(
      `${name}-dead-letters`,
      { kmsMasterKeyId: dataKeyArn, messageRetentionSeconds: 14 * 24 * 3600 },
      { parent: this },
    );
  }

  /** Reaches the database and nothing else, and lets itself into the database's group. */
  private createSecurityGroup(name: string, { vpcId, database }: DatabaseCheckArgs): SecurityGroup {
    const securityGroup = new SecurityGroup(
      name,
      { vpcId, description: "The function that checks the database", tags: { Name: name } },
      { parent: this, customTimeouts: UNTIL_INTERFACES_ARE_GONE },
    );
    const postgres = { ipProtocol: "tcp", fromPort: database.port, toPort: database.port };
    new SecurityGroupEgressRule(
      `${name}-to-database`,
      {
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: database.securityGroupId,
        description: "To the database",
        ...postgres,
      },
      { parent: this },
    );
    new SecurityGroupIngressRule(
      `${name}-into-database`,
      {
        securityGroupId: database.securityGroupId,
        referencedSecurityGroupId: securityGroup.id,
        description: "From the function that checks the database",
        ...postgres,
      },
      { parent: this },
    );
    return securityGroup;
  }

  private createRole(name: string): Role {
    return new Role(
      name,
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        }),
      },
      { parent: this },
    );
  }

  private grant(
    name: string,
    { dataKeyArn }: DatabaseCheckArgs,
    role: Role,
    logGroup: LogGroup,
    deadLetterQueue: Queue,
  ): RolePolicy {
    const policy = executionPolicy({
      logGroupArn: logGroup.arn,
      deadLetterQueueArn: deadLetterQueue.arn,
      dataKeyArn,
    });
    return new RolePolicy(name, { role: role.name, policy: jsonStringify(policy) }, { parent: this });
  }
}
