import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import type { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Alias } from "@pulumi/aws/lambda/alias.js";
import { EventSourceMapping } from "@pulumi/aws/lambda/eventSourceMapping.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { FunctionEventInvokeConfig } from "@pulumi/aws/lambda/functionEventInvokeConfig.js";
import type { FunctionUrl } from "@pulumi/aws/lambda/functionUrl.js";
import type { Queue } from "@pulumi/aws/sqs/queue.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
} from "@pulumi/pulumi";
import type { LambdaSettings } from "./config.ts";
import { databaseAccess } from "./database-access.ts";
import { encryptedQueue } from "./encrypted-queue.ts";
import { executionPolicy } from "./execution-policy.ts";
import type { FunctionCode } from "./function-code.ts";
import { iamFunctionUrl } from "./function-url.ts";
import { maximumConcurrency } from "./limits.ts";
import { SignedCode } from "./signed-code.ts";
import { SLOW_INTERFACES } from "./slow-interfaces.ts";

export interface DatabaseCheckArgs {
  /** Part of the name of the function. */
  environment: string;
  code: FunctionCode;
  vpcId: Input<string>;
  /** Private subnets. */
  subnetIds: Input<string[]>;
  database: {
    address: Input<string>;
    /** Where to connect in place of `address`, if there is a proxy. */
    proxyEndpoint: Input<string | undefined>;
    port: Input<number>;
    dbName: Input<string>;
    /** The group that the function's own is let into. */
    securityGroupId: Input<string>;
    /** What `rds-db:connect` is allowed on, but for the user. */
    connectArn: Input<string>;
  };
  /** Requests are taken from it. */
  requestQueueArn: Input<string>;
  keys: {
    /** Encrypts the function's settings and its dead letters. */
    data: Input<string>;
    /** Encrypts the log group. */
    logs: Input<string>;
  };
  settings: LambdaSettings;
}

/** The user of PostgreSQL, made by stacks/rds/set-up/users.sql. */
const DATABASE_USER = "database_check";

/**
 * A function in private subnets that checks that the database lets it in, over TLS and with IAM: when it is invoked, and for
 * each message of a queue.
 */
export class DatabaseCheck extends ComponentResource {
  readonly functionName: string;
  readonly function: LambdaFunction;
  /** What callers invoke. */
  readonly alias: Alias;
  readonly role: Role;
  readonly logGroup: LogGroup;
  /** Events that failed for good. */
  readonly deadLetterQueue: Queue;
  /** What is known of invocations that failed for good. */
  readonly failureQueue: Queue;
  readonly securityGroup: SecurityGroup;
  readonly url: FunctionUrl | undefined;

  constructor(name: string, args: DatabaseCheckArgs, options?: ComponentResourceOptions) {
    super("strata:lambda:DatabaseCheck", name, {}, options);
    this.functionName = `strata-${args.environment}-${name}`;
    this.logGroup = this.createLogGroup(name, args);
    this.deadLetterQueue = encryptedQueue(
      `${name}-dead-letters`,
      { keyArn: args.keys.data },
      { parent: this },
    );
    this.failureQueue = encryptedQueue(
      `${name}-failed-invocations`,
      { keyArn: args.keys.data },
      { parent: this },
    );
    this.securityGroup = databaseAccess(name, args, { parent: this });
    this.role = this.createRole(name);
    const policy = this.grant(name, args);
    this.function = this.createFunction(name, args, policy);
    this.alias = this.createAlias(name);
    this.keepFailures(name, policy);
    this.takeRequests(name, args, policy);
    this.url = this.createUrl(name, args.settings);
    this.registerOutputs({ functionName: this.functionName, aliasArn: this.alias.arn });
  }

  private createLogGroup(name: string, { keys, settings }: DatabaseCheckArgs): LogGroup {
    return new LogGroup(
      name,
      {
        name: `/aws/lambda/${this.functionName}`,
        kmsKeyId: keys.logs,
        retentionInDays: settings.logRetentionInDays,
      },
      { parent: this },
    );
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

  private grant(name: string, { database, requestQueueArn, keys, settings }: DatabaseCheckArgs): RolePolicy {
    const policy = executionPolicy({
      functionName: this.functionName,
      logGroupArn: this.logGroup.arn,
      failureQueueArns: [this.deadLetterQueue.arn, this.failureQueue.arn],
      requestQueueArn,
      dataKeyArn: keys.data,
      databaseUserArn: interpolate`${database.connectArn}/${DATABASE_USER}`,
      inVpc: settings.attachToVpc,
      traced: settings.tracing,
    });
    return new RolePolicy(name, { role: this.role.name, policy: jsonStringify(policy) }, { parent: this });
  }

  private createFunction(name: string, args: DatabaseCheckArgs, policy: RolePolicy): LambdaFunction {
    const { code, database, keys, settings, subnetIds } = args;
    return new LambdaFunction(
      name,
      {
        name: this.functionName,
        description: "Checks that the database answers, over TLS",
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        ...this.deployedCode(name, args),
        sourceCodeHash: code.sha256,
        publish: true,
        role: this.role.arn,
        timeout: settings.timeout,
        memorySize: settings.memorySize,
        reservedConcurrentExecutions: settings.reservedConcurrentExecutions,
        environment: {
          variables: {
            DATABASE_HOST: all([database.proxyEndpoint, database.address]).apply(
              ([proxy, instance]) => proxy ?? instance,
            ),
            DATABASE_PORT: interpolate`${database.port}`,
            DATABASE_NAME: database.dbName,
            DATABASE_USER,
            // The certificates of RDS, which Node.js does not know by itself:
            // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-certificate-loading
            NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
          },
        },
        kmsKeyArn: keys.data,
        ...(settings.attachToVpc && { vpcConfig: { subnetIds, securityGroupIds: [this.securityGroup.id] } }),
        loggingConfig: {
          logFormat: "JSON",
          logGroup: this.logGroup.name,
          applicationLogLevel: "INFO",
          systemLogLevel: "INFO",
        },
        deadLetterConfig: { targetArn: this.deadLetterQueue.arn },
        tracingConfig: { mode: settings.tracing ? "Active" : "PassThrough" },
      },
      { parent: this, dependsOn: [policy], customTimeouts: SLOW_INTERFACES },
    );
  }

  /** The archive as it is, or signed, and then nothing but what is signed. */
  private deployedCode(name: string, { code, environment, settings }: DatabaseCheckArgs) {
    if (!settings.codeSigning) return { code: code.archive };
    const signed = new SignedCode(name, { environment, code }, { parent: this });
    return { s3Bucket: signed.bucket, s3Key: signed.key, codeSigningConfigArn: signed.configArn };
  }

  /** It moves to a new version only once that exists. */
  private createAlias(name: string): Alias {
    return new Alias(
      name,
      { name: "live", functionName: this.function.name, functionVersion: this.function.version },
      { parent: this },
    );
  }

  /**
   * Events that nobody waits for are tried again, and kept when they have failed: the event itself as a dead letter, which can
   * be sent again, and beside it the record of the invocation, which says what went wrong.
   */
  private keepFailures(name: string, policy: RolePolicy): void {
    new FunctionEventInvokeConfig(
      name,
      {
        functionName: this.function.name,
        qualifier: this.alias.name,
        // A check that is an hour late says nothing of now.
        maximumEventAgeInSeconds: 3600,
        maximumRetryAttempts: 2,
        destinationConfig: { onFailure: { destination: this.failureQueue.arn } },
      },
      // AWS looks whether the role may send to the destination.
      { parent: this, dependsOn: [policy] },
    );
  }

  /** Without a filter: SQS would delete what does not match it, and nobody would know. */
  private takeRequests(name: string, args: DatabaseCheckArgs, policy: RolePolicy): void {
    const concurrency = maximumConcurrency(args.settings.reservedConcurrentExecutions);
    new EventSourceMapping(
      `${name}-requests`,
      {
        eventSourceArn: args.requestQueueArn,
        functionName: this.alias.arn,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: concurrency },
      },
      { parent: this, dependsOn: [policy] },
    );
  }

  private createUrl(name: string, { functionUrl }: LambdaSettings): FunctionUrl | undefined {
    if (functionUrl === undefined) return undefined;
    return iamFunctionUrl(
      name,
      { functionName: this.function.name, qualifier: this.alias.name, ...functionUrl },
      { parent: this },
    );
  }
}
