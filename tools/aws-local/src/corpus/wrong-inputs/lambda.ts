import type { Rows } from "./shared.ts";
import { REGISTRY, NO_SUBNET, NO_ROLE, IS_ABSENT, REQUIRED } from "./shared.ts";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";

export const LAMBDA_WRONG: Rows = {
  "aws:lambda/function:Function": [
    [{ name: "my function" }, "name", "1 to 64 letters", `${LAMBDA}/API_CreateFunction.html`],
    [{ memorySize: 64 }, "memorySize", "128 to 10240", `${LAMBDA}/API_CreateFunction.html`],
    [{ memorySize: 10_241 }, "memorySize", "128 to 10240", `${LAMBDA}/API_CreateFunction.html`],
    [{ timeout: 901 }, "timeout", "1 to 900", `${LAMBDA}/API_CreateFunction.html`],
    [{ timeout: 0 }, "timeout", "1 to 900", `${LAMBDA}/API_CreateFunction.html`],
    [
      { ephemeralStorage: { size: 256 } },
      "ephemeralStorage.size",
      "512 to 10240",
      `${LAMBDA}/API_EphemeralStorage.html`,
    ],
    [{ architectures: ["riscv"] }, "architectures", "x86_64, arm64", `${LAMBDA}/API_CreateFunction.html`],
    [{ packageType: "Jar" }, "packageType", "Zip, Image", `${LAMBDA}/API_CreateFunction.html`],
    [
      { handler: undefined },
      "handler",
      "required where the package type is Zip",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [
      { runtime: undefined },
      "runtime",
      "required where the package type is Zip",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [{ role: "executor" }, "role", "the ARN of a role", `${LAMBDA}/API_CreateFunction.html`],
    [{ role: NO_ROLE }, "role", IS_ABSENT, `${LAMBDA}/API_CreateFunction.html`],
    [
      { role: "<roleOfOtherAccount.arn>" },
      "role",
      "account 000000000009",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [
      { tracingConfig: { mode: "On" } },
      "tracingConfig.mode",
      "Active, PassThrough",
      `${LAMBDA}/API_TracingConfig.html`,
    ],
    [
      { loggingConfig: { logFormat: "XML" } },
      "loggingConfig.logFormat",
      "Text, JSON",
      `${LAMBDA}/API_LoggingConfig.html`,
    ],
    [
      { layers: ["1", "2", "3", "4", "5", "6"] },
      "layers",
      "0 to 5 entries",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    ],
    [
      { vpcConfig: { subnetIds: [NO_SUBNET], securityGroupIds: ["<securityGroup>"] } },
      "vpcConfig.subnetIds[0]",
      IS_ABSENT,
      `${LAMBDA}/API_VpcConfig.html`,
    ],
  ],
  "aws:lambda/alias:Alias": [
    [{ name: "12" }, "name", "not digits only", `${LAMBDA}/API_CreateAlias.html`],
    [
      { functionVersion: "latest" },
      "functionVersion",
      "$LATEST or a number",
      `${LAMBDA}/API_CreateAlias.html`,
    ],
  ],
  "aws:lambda/permission:Permission": [
    [{ action: "s3:GetObject" }, "action", "an action of Lambda", `${LAMBDA}/API_AddPermission.html`],
    [{ statementId: "allow events" }, "statementId", "1 to 100 letters", `${LAMBDA}/API_AddPermission.html`],
    [{ sourceAccount: "me" }, "sourceAccount", "12 digits", `${LAMBDA}/API_AddPermission.html`],
    [{ principal: undefined }, "principal", REQUIRED, `${REGISTRY}/lambda/permission/`],
  ],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    [
      { maximumRetryAttempts: 3 },
      "maximumRetryAttempts",
      "0 to 2",
      `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    ],
    [
      { maximumEventAgeInSeconds: 59 },
      "maximumEventAgeInSeconds",
      "60 to 21600",
      `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    ],
  ],
  "aws:lambda/functionUrl:FunctionUrl": [
    [
      { authorizationType: "JWT" },
      "authorizationType",
      "AWS_IAM, NONE",
      `${LAMBDA}/API_CreateFunctionUrlConfig.html`,
    ],
    [{ cors: { maxAge: 86_401 } }, "cors.maxAge", "0 to 86400", `${LAMBDA}/API_Cors.html`],
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    [
      { scalingConfig: { maximumConcurrency: 1 } },
      "scalingConfig.maximumConcurrency",
      "2 to 1000",
      `${LAMBDA}/API_ScalingConfig.html`,
    ],
    [{ batchSize: 10_001 }, "batchSize", "1 to 10000", `${LAMBDA}/API_CreateEventSourceMapping.html`],
    [
      { startingPosition: "FIRST" },
      "startingPosition",
      "TRIM_HORIZON",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
    [
      { parallelizationFactor: 11 },
      "parallelizationFactor",
      "1 to 10",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
    [
      { maximumBatchingWindowInSeconds: 301 },
      "maximumBatchingWindowInSeconds",
      "0 to 300",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
  ],
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": [
    [
      { provisionedConcurrentExecutions: 0 },
      "provisionedConcurrentExecutions",
      "1 or more",
      `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
    ],
  ],
  "aws:lambda/layerVersion:LayerVersion": [
    [{ layerName: "my layer" }, "layerName", "at most 140", `${LAMBDA}/API_PublishLayerVersion.html`],
  ],
};
