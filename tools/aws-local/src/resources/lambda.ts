import { createHash } from "node:crypto";
import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { markedUuid } from "../model/identity.ts";
import { Asset, type Value, type ValueMap } from "../protocol/values.ts";
import { creationTime, given, withMembers } from "./shared.ts";

const FUNCTION = "aws:lambda/function:Function";
const CODE = ["code", "s3Bucket", "s3Key", "s3ObjectVersion", "imageUri", "sourceCodeHash"];

/** Functions and what calls them. */
export const lambda: Descriptors = {
  [FUNCTION]: {
    naming: { property: "name", maxLength: 64 },
    id: ({ name }) => name,
    defaults: {
      memorySize: 128,
      timeout: 3,
      packageType: "Zip",
      publish: false,
      reservedConcurrentExecutions: -1,
      skipDestroy: false,
    },
    computed: {
      arn: functionArn,
      invokeArn: (context) => invokeArn(context, functionArn(context)),
      responseStreamingInvokeArn: (context) =>
        invokeArn(context, functionArn(context)).replace("/invocations", "/response-streaming-invocations"),
      version: versionOf,
      qualifiedArn: (context) => `${functionArn(context)}:${versionOf(context)}`,
      qualifiedInvokeArn: (context) => invokeArn(context, `${functionArn(context)}:${versionOf(context)}`),
      architectures: given("architectures", ["x86_64"]),
      codeSha256: ({ inputs }) => codeHash(inputs),
      sourceCodeHash: given("sourceCodeHash", ({ inputs }) => codeHash(inputs)),
      lastModified: creationTime,
      ephemeralStorage: withMembers("ephemeralStorage", () => ({ size: 512 })),
      tracingConfig: withMembers("tracingConfig", () => ({ mode: "PassThrough" })),
      loggingConfig: withMembers("loggingConfig", ({ name }) => ({
        logFormat: "Text",
        logGroup: `/aws/lambda/${name}`,
      })),
    },
    recomputed: {
      lastModified: ["*"],
      codeSha256: CODE,
      sourceCodeHash: CODE,
      // A published version is made of every change.
      version: ["publish", ...CODE],
      qualifiedArn: ["publish", ...CODE],
      qualifiedInvokeArn: ["publish", ...CODE],
    },
    replaceOn: ["name", "packageType"],
    unordered: ["vpcConfig.subnetIds", "vpcConfig.securityGroupIds"],
    check: ({ inputs }) =>
      (inputs.packageType ?? "Zip") === "Zip"
        ? ["handler", "runtime"]
            .filter((property) => inputs[property] === undefined)
            .map((property) => ({ property, reason: "It is required where the package type is Zip." }))
        : [],
  },
  "aws:lambda/alias:Alias": {
    naming: { property: "name", maxLength: 128 },
    id: aliasArn,
    uniqueKey: ({ name, text }) => `${functionName(text("functionName"))} ${name}`,
    computed: { arn: aliasArn, invokeArn: (context) => invokeArn(context, aliasArn(context)) },
    replaceOn: ["functionName", "name"],
  },
  "aws:lambda/permission:Permission": {
    naming: { property: "statementId", maxLength: 100 },
    id: ({ name }) => name,
    uniqueKey: ({ name, text }) => `${functionName(text("function"))} ${text("qualifier")} ${name}`,
    replaceOnAllBut: [],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    id: ({ text }) => [text("functionName"), text("qualifier")].filter((part) => part !== "").join(":"),
    defaults: { maximumRetryAttempts: 2 },
    replaceOn: ["functionName", "qualifier"],
  },
  "aws:lambda/functionUrl:FunctionUrl": {
    id: ({ text }) =>
      [functionName(text("functionName")), text("qualifier")].filter((part) => part !== "").join("/"),
    defaults: { invokeMode: "BUFFERED" },
    computed: {
      functionArn: (context) => functionArnOf(context, context.text("functionName")),
      functionUrl: ({ hex, region }) => `https://${hex(32, "url")}.lambda-url.${region}.on.aws/`,
      urlId: ({ hex }) => hex(32, "url"),
    },
    replaceOn: ["functionName", "qualifier"],
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: ({ hex }) => markedUuid(hex(64), "mapping"),
    defaults: { enabled: true },
    computed: {
      arn: ({ arn, id }) => arn("lambda", `event-source-mapping:${id}`),
      uuid: ({ id }) => id,
      functionArn: (context) => functionArnOf(context, context.text("functionName")),
      lastModified: creationTime,
      state: ({ inputs }) => (inputs.enabled === false ? "Disabled" : "Enabled"),
      stateTransitionReason: () => "USER_INITIATED",
    },
    recomputed: { state: ["enabled"], lastModified: ["*"] },
    replaceOn: [
      "eventSourceArn",
      "startingPosition",
      "startingPositionTimestamp",
      "queues",
      "topics",
      "selfManagedEventSource",
      "selfManagedKafkaEventSourceConfig",
      "amazonManagedKafkaEventSourceConfig",
    ],
  },
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    id: ({ text }) => `${text("functionName")},${text("qualifier")}`,
    defaults: { skipDestroy: false },
    replaceOn: ["functionName", "qualifier"],
  },
  "aws:lambda/layerVersion:LayerVersion": {
    id: (context) => layerArn(context),
    uniqueKey: null,
    defaults: { skipDestroy: false },
    computed: {
      arn: ({ id }) => id,
      layerArn: ({ arn, text }) => arn("lambda", `layer:${text("layerName")}`),
      version: ({ id }) => id.split(":").pop() ?? "",
      createdDate: creationTime,
      codeSha256: ({ inputs }) => codeHash(inputs),
      sourceCodeHash: given("sourceCodeHash", ({ inputs }) => codeHash(inputs)),
    },
    replaceOnAllBut: [],
  },
  "aws:lambda/codeSigningConfig:CodeSigningConfig": {
    id: configArn,
    computed: { arn: configArn, configId: ({ id }) => id.split(":").pop() ?? "", lastModified: creationTime },
  },
};

function functionArn({ arn, name }: ResourceContext): string {
  return arn("lambda", `function:${name}`);
}

/** The ARN of a function that is given as a name or an ARN. */
function functionArnOf({ arn }: ResourceContext, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : arn("lambda", `function:${nameOrArn}`);
}

function functionName(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split(":")[6] ?? nameOrArn) : nameOrArn;
}

function aliasArn(context: ResourceContext): string {
  return `${functionArnOf(context, context.text("functionName"))}:${context.name}`;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
function invokeArn({ partition, region }: ResourceContext, arn: string): string {
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

/** `$LATEST`, or the number of the version that this change publishes. */
function versionOf({ inputs, previous }: ResourceContext): string {
  if (inputs.publish !== true) return "$LATEST";
  const before = Number(previous?.version);
  if (!Number.isInteger(before)) return "1";
  return codeHash(inputs) === previous?.codeSha256 ? String(before) : String(before + 1);
}

/**
 * SHA-256 in base 64, as AWS has it. The engine's own hash of a ZIP file is that of its bytes, and so AWS's; of other archives,
 * which never leave the engine, it is the hash of the engine's hash.
 */
function codeHash(inputs: ValueMap): Value {
  const { code, s3Bucket, s3Key, s3ObjectVersion, imageUri } = inputs;
  const zipFile =
    code instanceof Asset && typeof code.raw.path === "string" && code.raw.path.endsWith(".zip");
  if (zipFile && /^[0-9a-f]{64}$/.test(code.hash)) return Buffer.from(code.hash, "hex").toString("base64");
  const text =
    code instanceof Asset ? code.hash : JSON.stringify([s3Bucket, s3Key, s3ObjectVersion, imageUri]);
  return createHash("sha256").update(text).digest("base64");
}

function layerArn({ arn, hex, text }: ResourceContext): string {
  return arn("lambda", `layer:${text("layerName")}:${(Number.parseInt(hex(12), 16) % 900) + 100}`);
}

function configArn({ arn, hex }: ResourceContext): string {
  return arn("lambda", `code-signing-config:csc-${hex(17)}`);
}
