import { Provider } from "@pulumi/aws/provider.js";
import { asset, output } from "@pulumi/pulumi";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import type { LambdaSettings } from "./config.ts";
import { DatabaseCheck, type DatabaseCheckArgs } from "./database-check.ts";
import type { Statement } from "./execution-policy.ts";
import { SETTINGS } from "./settings.fixture.ts";

const FUNCTION = "aws:lambda/function:Function";

/** What AWS makes, by type. */
const COMPUTED: Record<string, Record<string, unknown>> = {
  [FUNCTION]: { version: "7" },
  "aws:s3/bucket:Bucket": { bucket: "the-bucket" },
  "aws:s3/bucketObjectv2:BucketObjectv2": { versionId: "version-1" },
  "aws:signer/signingProfile:SigningProfile": { name: "the_profile", versionArn: "arn:profile/1" },
  "aws:signer/signingJob:SigningJob": { signedObjects: [{ s3s: [{ key: "signed/job.zip" }] }] },
};

const args: Omit<DatabaseCheckArgs, "settings"> = {
  environment: "dev",
  code: { archive: new asset.FileArchive("./dist/code.zip"), path: "./dist/code.zip", sha256: "the-hash" },
  vpcId: "vpc-1",
  subnetIds: ["subnet-private-a"],
  database: {
    address: "db.example",
    proxyEndpoint: output(undefined),
    port: 5432,
    dbName: "application",
    securityGroupId: "sg-database",
    connectArn: "arn:connect",
  },
  requestQueueArn: "arn:requests",
  keys: { data: "arn:data", logs: "arn:logs" },
};

interface Changes {
  settings?: Partial<LambdaSettings>;
  database?: Partial<DatabaseCheckArgs["database"]>;
  preview?: boolean;
}

async function build({ settings, database, preview = false }: Changes = {}) {
  const recording = await recordResources({
    project: "lambda",
    preview,
    computed: ({ type }) => (preview ? {} : (COMPUTED[type] ?? {})),
  });
  const check = new DatabaseCheck(
    "check",
    { ...args, database: { ...args.database, ...database }, settings: { ...SETTINGS, ...settings } },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return { recording, check };
}

const functionOf = (recording: Recording) => recording.get(FUNCTION, "check").inputs;

function statementsOf(recording: Recording): Statement[] {
  const { policy } = recording.get("aws:iam/rolePolicy:RolePolicy", "check").inputs;
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

describe("DatabaseCheck", () => {
  it("consists of this, which a reviewer reads", async () => {
    const { recording } = await build({ settings: { functionUrl: { allowOrigins: [] } } });
    expect(resourceList(recording)).toMatchSnapshot();
  });

  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom.length).toBeGreaterThan(10);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("runs on Node.js 24 and arm64, with limits, encrypted settings, traces and logs of its own", async () => {
    const { recording } = await build();
    expect(functionOf(recording)).toMatchObject({
      name: "strata-dev-check",
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      publish: true,
      timeout: 15,
      memorySize: 256,
      reservedConcurrentExecutions: 5,
      kmsKeyArn: "arn:data",
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: "/aws/lambda/strata-dev-check" },
      deadLetterConfig: { targetArn: "arn:aws:mock:eu-central-1:111111111111:check-dead-letters" },
      sourceCodeHash: "the-hash",
    });
    expect(recording.get("aws:cloudwatch/logGroup:LogGroup", "check").inputs).toEqual({
      name: "/aws/lambda/strata-dev-check",
      kmsKeyId: "arn:logs",
      retentionInDays: 30,
    });
  });

  it("hands the handler what the database's contract says, and no secret", async () => {
    const { recording } = await build();
    expect(functionOf(recording)["environment"]).toEqual({
      variables: {
        DATABASE_HOST: "db.example",
        DATABASE_PORT: "5432",
        DATABASE_NAME: "application",
        DATABASE_USER: "database_check",
        NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
      },
    });
  });

  it("connects through the proxy where there is one", async () => {
    const { recording } = await build({ database: { proxyEndpoint: "proxy.example" } });
    expect(functionOf(recording)).toMatchObject({
      environment: { variables: { DATABASE_HOST: "proxy.example" } },
    });
  });

  it("reaches the database's group, and lets itself into it, on the database's port", async () => {
    const { recording } = await build();
    const ports = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    expect(recording.ofType(egress)).toHaveLength(1);
    expect(recording.get(egress, "check-to-database").inputs).toMatchObject({
      securityGroupId: "check-id",
      referencedSecurityGroupId: "sg-database",
      ...ports,
    });
    const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(recording.get(ingress, "check-into-database").inputs).toMatchObject({
      securityGroupId: "sg-database",
      referencedSecurityGroupId: "check-id",
      ...ports,
    });
  });

  it("has interfaces in the VPC, and the rights to them, only where it is attached; its group stays", async () => {
    const attached = await build();
    expect(functionOf(attached.recording)["vpcConfig"]).toEqual({
      subnetIds: ["subnet-private-a"],
      securityGroupIds: ["check-id"],
    });
    const detached = await build({ settings: { attachToVpc: false } });
    expect(functionOf(detached.recording)).not.toHaveProperty("vpcConfig");
    expect(statementsOf(detached.recording).flatMap((it) => it.Action)).not.toContainEqual(
      expect.stringMatching(/^ec2:/),
    );
    expect(detached.recording.ofType("aws:ec2/securityGroup:SecurityGroup")).toHaveLength(1);
  });

  it("connects as its own user, never as the master", async () => {
    const { recording } = await build();
    const connect = statementsOf(recording).filter(({ Action }) => String(Action).startsWith("rds-db:"));
    expect(connect).toEqual([
      expect.objectContaining({ Action: "rds-db:connect", Resource: "arn:connect/database_check" }),
    ]);
  });

  it("is not traced, and may not trace, where tracing is off", async () => {
    const { recording } = await build({ settings: { tracing: false } });
    expect(functionOf(recording)["tracingConfig"]).toEqual({ mode: "PassThrough" });
    expect(JSON.stringify(statementsOf(recording))).not.toContain("xray:");
  });

  it("is invoked through an alias of the published version, by whoever invokes it", async () => {
    const settings = { functionUrl: { allowOrigins: [] } };
    const { recording } = await build({ settings });
    expect(recording.get("aws:lambda/alias:Alias", "check").inputs).toMatchObject({
      name: "live",
      functionVersion: "7",
    });
    const alias = "arn:aws:mock:eu-central-1:111111111111:check";
    expect(
      recording.get("aws:lambda/eventSourceMapping:EventSourceMapping", "check-requests").inputs,
    ).toMatchObject({ functionName: alias, eventSourceArn: "arn:requests" });
    expect(recording.get("aws:lambda/functionUrl:FunctionUrl", "check").inputs).toMatchObject({
      qualifier: "live",
    });
    expect(
      recording.get("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "check").inputs,
    ).toMatchObject({ qualifier: "live" });
  });

  it("takes messages in batches of which each fails by itself, and leaves a copy to those who invoke it", async () => {
    const { recording } = await build();
    expect(
      recording.get("aws:lambda/eventSourceMapping:EventSourceMapping", "check-requests").inputs,
    ).toMatchObject({
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 4 },
    });
  });

  it("tries events again for an hour, and keeps what has failed in encrypted queues", async () => {
    const { recording } = await build();
    expect(
      recording.get("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", "check").inputs,
    ).toMatchObject({
      maximumEventAgeInSeconds: 3600,
      maximumRetryAttempts: 2,
      destinationConfig: {
        onFailure: { destination: "arn:aws:mock:eu-central-1:111111111111:check-failed-invocations" },
      },
    });
    const queues = recording.ofType("aws:sqs/queue:Queue");
    expect(queues.map(({ name }) => name).sort()).toEqual(["check-dead-letters", "check-failed-invocations"]);
    for (const { inputs } of queues) expect(inputs["kmsMasterKeyId"]).toBe("arn:data");
  });

  it("has a URL only if the configuration says so, and lets nobody in but by IAM", async () => {
    const none = await build();
    expect(none.recording.ofType("aws:lambda/functionUrl:FunctionUrl")).toEqual([]);
    const { recording } = await build({
      settings: { functionUrl: { allowOrigins: ["https://status.example.com"] } },
    });
    expect(recording.get("aws:lambda/functionUrl:FunctionUrl", "check").inputs).toMatchObject({
      authorizationType: "AWS_IAM",
      cors: { allowOrigins: ["https://status.example.com"] },
    });
  });

  it("is given the archive of this machine unless it is signed", async () => {
    const { recording } = await build();
    expect(functionOf(recording)).toHaveProperty("code");
    for (const property of ["s3Bucket", "s3Key", "codeSigningConfigArn"])
      expect(functionOf(recording)).not.toHaveProperty(property);
    expect(recording.resources.filter(({ type }) => /:(s3|signer)\/|codeSigning/.test(type))).toEqual([]);
  });

  it("is given the signed archive, and takes no other, where code is signed", async () => {
    const { recording } = await build({ settings: { codeSigning: true } });
    expect(functionOf(recording)).not.toHaveProperty("code");
    expect(functionOf(recording)).toMatchObject({
      s3Bucket: "the-bucket",
      s3Key: "signed/job.zip",
      codeSigningConfigArn: "arn:aws:mock:eu-central-1:111111111111:check",
      sourceCodeHash: "the-hash",
    });
  });

  it("is previewed before its code is signed", async () => {
    const { recording } = await build({ settings: { codeSigning: true }, preview: true });
    expect(functionOf(recording)).toMatchObject({ s3Key: UNKNOWN, codeSigningConfigArn: UNKNOWN });
    expect(functionOf(recording)).not.toHaveProperty("code");
  });

  it("is previewed before anything that it names exists", async () => {
    const { recording, check } = await build({ preview: true });
    expect(functionOf(recording)).toMatchObject({
      name: "strata-dev-check",
      role: UNKNOWN,
      loggingConfig: { logGroup: "/aws/lambda/strata-dev-check" },
      vpcConfig: { securityGroupIds: [UNKNOWN] },
    });
    expect(recording.get("aws:iam/rolePolicy:RolePolicy", "check").inputs["policy"]).toBe(UNKNOWN);
    expect(recording.get("aws:lambda/alias:Alias", "check").inputs["functionVersion"]).toBe(UNKNOWN);
    expect(await recording.valueOf(check.function.sourceCodeHash)).toBe("the-hash");
    expect(await recording.valueOf(check.alias.arn)).toBeUndefined();
  });
});
