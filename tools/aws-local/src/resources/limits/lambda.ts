import type { Limit } from "../../model/limits.ts";
import { atMost, name, roleArn } from "./shared.ts";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const FUNCTION = `${LAMBDA}/API_CreateFunction.html`;
const MAPPING = `${LAMBDA}/API_CreateEventSourceMapping.html`;
const PERMISSION = `${LAMBDA}/API_AddPermission.html`;
const LAYER = `${LAMBDA}/API_PublishLayerVersion.html`;

export const LAMBDA_LIMITS: Record<string, readonly Limit[]> = {
  "aws:lambda/function:Function": [
    { path: "memorySize", range: [128, 10240], source: FUNCTION },
    { path: "timeout", range: [1, 900], source: FUNCTION },
    { path: "ephemeralStorage.size", range: [512, 10240], source: `${LAMBDA}/API_EphemeralStorage.html` },
    { path: "packageType", oneOf: ["Zip", "Image"], source: FUNCTION },
    { path: "architectures", oneOf: ["x86_64", "arm64"], source: FUNCTION },
    {
      path: "tracingConfig.mode",
      oneOf: ["Active", "PassThrough"],
      source: `${LAMBDA}/API_TracingConfig.html`,
    },
    { path: "loggingConfig.logFormat", oneOf: ["Text", "JSON"], source: `${LAMBDA}/API_LoggingConfig.html` },
    name("name", /^[\w-]{1,64}$/, "1 to 64 letters, digits, _ and -", FUNCTION),
    atMost("description", 256, FUNCTION),
    name("handler", /^\S{1,128}$/, "at most 128 characters without spaces", FUNCTION),
    roleArn("role", FUNCTION),
    {
      path: "reservedConcurrentExecutions",
      range: [-1, Infinity],
      source: `${LAMBDA}/API_PutFunctionConcurrency.html`,
    },
    {
      path: "layers",
      count: [0, 5],
      source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    },
    { path: "vpcConfig.subnetIds", count: [0, 16], source: `${LAMBDA}/API_VpcConfig.html` },
    { path: "vpcConfig.securityGroupIds", count: [0, 5], source: `${LAMBDA}/API_VpcConfig.html` },
    {
      path: "snapStart.applyOn",
      oneOf: ["PublishedVersions", "None"],
      source: `${LAMBDA}/API_SnapStart.html`,
    },
    {
      path: "loggingConfig.applicationLogLevel",
      oneOf: ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"],
      source: `${LAMBDA}/API_LoggingConfig.html`,
    },
    {
      path: "loggingConfig.systemLogLevel",
      oneOf: ["DEBUG", "INFO", "WARN"],
      source: `${LAMBDA}/API_LoggingConfig.html`,
    },
  ],
  "aws:lambda/alias:Alias": [
    name(
      "name",
      /^(?!\d+$)[\w-]{1,128}$/,
      "letters, digits, _ and -, not digits only",
      `${LAMBDA}/API_CreateAlias.html`,
    ),
    name("functionVersion", /^(\$LATEST|\d+)$/, "$LATEST or a number", `${LAMBDA}/API_CreateAlias.html`),
  ],
  "aws:lambda/permission:Permission": [
    { path: "functionUrlAuthType", oneOf: ["AWS_IAM", "NONE"], source: PERMISSION },
    name(
      "action",
      /^(lambda:\*|lambda:[A-Za-z]+|\*)$/,
      "an action of Lambda like lambda:InvokeFunction",
      PERMISSION,
    ),
    name("statementId", /^[\w-]{1,100}$/, "1 to 100 letters, digits, _ and -", PERMISSION),
    name("sourceAccount", /^\d{12}$/, "an account ID of 12 digits", PERMISSION),
    name("sourceArn", /^arn:/, "an ARN", PERMISSION),
    name("principalOrgId", /^o-[a-z\d]{10,32}$/, "an ID like o-a1b2c3d4e5", PERMISSION),
  ],
  "aws:lambda/functionUrl:FunctionUrl": [
    {
      path: "authorizationType",
      oneOf: ["AWS_IAM", "NONE"],
      source: `${LAMBDA}/API_CreateFunctionUrlConfig.html`,
    },
    {
      path: "invokeMode",
      oneOf: ["BUFFERED", "RESPONSE_STREAM"],
      source: `${LAMBDA}/API_CreateFunctionUrlConfig.html`,
    },
    { path: "cors.maxAge", range: [0, 86_400], source: `${LAMBDA}/API_Cors.html` },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    { path: "batchSize", range: [1, 10000], source: MAPPING },
    { path: "maximumBatchingWindowInSeconds", range: [0, 300], source: MAPPING },
    { path: "startingPosition", oneOf: ["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"], source: MAPPING },
    { path: "parallelizationFactor", range: [1, 10], source: MAPPING },
    { path: "maximumRecordAgeInSeconds", range: [-1, 604_800], source: MAPPING },
    { path: "maximumRetryAttempts", range: [-1, 10_000], source: MAPPING },
    {
      path: "scalingConfig.maximumConcurrency",
      range: [2, 1000],
      source: `${LAMBDA}/API_ScalingConfig.html`,
    },
    { path: "tumblingWindowInSeconds", range: [0, 900], source: MAPPING },
  ],
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": [
    {
      path: "provisionedConcurrentExecutions",
      range: [1, Infinity],
      source: `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
    },
  ],
  "aws:lambda/layerVersion:LayerVersion": [
    name("layerName", /^[\w-]{1,140}$/, "at most 140 letters, digits, _ and -", LAYER),
    atMost("description", 256, LAYER),
    atMost("licenseInfo", 512, LAYER),
    { path: "compatibleRuntimes", count: [0, 15], source: LAYER },
    { path: "compatibleArchitectures", oneOf: ["x86_64", "arm64"], source: LAYER },
  ],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    {
      path: "maximumEventAgeInSeconds",
      range: [60, 21600],
      source: `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    },
    {
      path: "maximumRetryAttempts",
      range: [0, 2],
      source: `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    },
  ],
};
