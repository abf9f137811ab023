import { jest } from "@jest/globals";
import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import type { RdsSettings } from "./config.ts";
import { Database } from "./database.ts";
import { settings } from "./settings.fixture.ts";

interface Built {
  recording: Recording;
  database: Database;
}

async function build(
  changes: Partial<RdsSettings> = {},
  { preview = false, masterUserSecrets = [{ secretArn: "arn:master" }] as object[] } = {},
): Promise<Built> {
  const recording = await recordResources({
    project: "rds",
    preview,
    computed: ({ type }) =>
      type === "aws:rds/instance:Instance" && !preview
        ? { address: "db.example", resourceId: "db-ABC", masterUserSecrets }
        : {},
  });
  const database = new Database(
    "database",
    {
      environment: "dev",
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      keys: { data: "arn:data", logs: "arn:logs", secrets: "arn:secrets" },
      settings: { ...settings, ...changes },
    },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return { recording, database };
}

const instanceOf = (recording: Recording) => recording.get("aws:rds/instance:Instance", "database").inputs;

describe("Database", () => {
  it("is made of these", async () => {
    const { recording } = await build();
    expect(resourceList(recording)).toMatchSnapshot();
  });

  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(9);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("has a master password that RDS makes, and no password anywhere else", async () => {
    const { recording, database } = await build();
    expect(instanceOf(recording)).toMatchObject({
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: "arn:secrets",
    });
    expect(JSON.stringify(recording.resources.map(({ inputs }) => Object.keys(inputs)))).not.toMatch(
      /"password/i,
    );
    expect(await recording.valueOf(database.masterSecretArn)).toBe("arn:master");
  });

  it("has RDS renew the master password, without a function", async () => {
    const { recording } = await build({ masterPasswordRotationDays: 3 });
    const rotation = recording.get("aws:secretsmanager/secretRotation:SecretRotation", "database-master");
    expect(rotation.inputs).toEqual({
      secretId: "arn:master",
      rotationRules: { automaticallyAfterDays: 3 },
      rotateImmediately: false,
    });
  });

  it("is encrypted, isolated, and asks for TLS", async () => {
    const { recording } = await build();
    expect(instanceOf(recording)).toMatchObject({
      storageEncrypted: true,
      kmsKeyId: "arn:data",
      performanceInsightsKmsKeyId: "arn:data",
      publiclyAccessible: false,
      vpcSecurityGroupIds: ["database-id"],
      caCertIdentifier: "rds-ca-rsa2048-g1",
    });
    const group = recording.get("aws:rds/parameterGroup:ParameterGroup", "database");
    expect(group.inputs["parameters"]).toContainEqual({ name: "rds.force_ssl", value: "1" });
  });

  it("counts statements, and logs connections and slow statements", async () => {
    const { recording } = await build();
    const { inputs } = recording.get("aws:rds/parameterGroup:ParameterGroup", "database");
    expect(inputs["parameters"]).toEqual(
      expect.arrayContaining([
        { name: "log_connections", value: "1" },
        { name: "log_min_duration_statement", value: "1000" },
        // A server that runs does not load libraries.
        { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
      ]),
    );
  });

  it("takes its minor versions from AWS and its major one from the configuration", async () => {
    const { recording } = await build({ majorVersion: 18, allowMajorVersionUpgrade: true });
    expect(instanceOf(recording)).toMatchObject({
      engineVersion: "18",
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: true,
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    });
    const { inputs } = recording.get("aws:rds/parameterGroup:ParameterGroup", "database");
    expect(inputs["family"]).toBe("postgres18");
    // Pulumi names it: a fixed name could not be there twice while the instance moves.
    expect(inputs).not.toHaveProperty("name");
  });

  it("waits for the maintenance window, unless changes are asked for at once, and makes no copy that takes over", async () => {
    const { recording } = await build();
    expect(instanceOf(recording)).not.toHaveProperty("applyImmediately");
    // RDS refuses the two together.
    expect(instanceOf(recording)).toMatchObject({ manageMasterUserPassword: true });
    expect(instanceOf(recording)).not.toHaveProperty("blueGreenUpdate");
    const atOnce = await build({ applyImmediately: true });
    expect(instanceOf(atOnce.recording)).toMatchObject({ applyImmediately: true });
  });

  it("lets nothing in by itself", async () => {
    const { recording } = await build();
    const group = recording.get("aws:ec2/securityGroup:SecurityGroup", "database").inputs;
    expect(group["ingress"]).toBeUndefined();
    expect(recording.resources.filter((it) => it.type.includes("IngressRule"))).toEqual([]);
  });

  it("is made after its monitoring role, and after the log groups, which RDS would make without a key", async () => {
    const { recording } = await build();
    const order = recording.resources.map((it) => `${it.type} ${it.name}`);
    for (const log of ["postgresql", "upgrade"]) {
      const { inputs } = recording.get("aws:cloudwatch/logGroup:LogGroup", `database-${log}`);
      expect(inputs).toMatchObject({ name: `/aws/rds/instance/strata-dev/${log}`, kmsKeyId: "arn:logs" });
      const group = order.indexOf(`aws:cloudwatch/logGroup:LogGroup database-${log}`);
      expect(group).toBeLessThan(order.indexOf("aws:rds/instance:Instance database"));
    }
    const policy = order.indexOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment database-monitoring");
    expect(policy).toBeLessThan(order.indexOf("aws:rds/instance:Instance database"));
    expect(instanceOf(recording)["enabledCloudwatchLogsExports"]).toEqual(["postgresql", "upgrade"]);
  });

  it.each([true, false])("with a final snapshot %s keeps or drops what is left behind", async (kept) => {
    const { recording } = await build({ finalSnapshot: kept });
    expect(instanceOf(recording)).toMatchObject({ skipFinalSnapshot: !kept, deleteAutomatedBackups: !kept });
    expect(instanceOf(recording)["finalSnapshotIdentifier"]).toBe(kept ? "strata-dev-final" : undefined);
  });

  it("has no deletion protection in AWS while the configuration names it, which is told", async () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
    const setting = { deletionProtection: true };
    expect(instanceOf((await build(setting)).recording)).toMatchObject(setting);
    expect(warn).not.toHaveBeenCalled();
    const { recording } = await build({ ...setting, allowReplacementOf: "strata-dev" });
    expect(instanceOf(recording)).toMatchObject({ deletionProtection: false });
    expect(warn.mock.calls.flat().join(" ")).toContain("pulumi config rm rds:allowReplacementOf -s dev");
    warn.mockRestore();
  });

  it("says what its users connect to", async () => {
    const { recording, database } = await build();
    expect(await recording.valueOf(database.connectArn)).toBe(
      "arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-ABC",
    );
  });

  it("can be previewed before anything exists", async () => {
    const { recording, database } = await build({}, { preview: true });
    const rotation = recording.get("aws:secretsmanager/secretRotation:SecretRotation", "database-master");
    expect(rotation.inputs["secretId"]).toBe(UNKNOWN);
    expect(await recording.valueOf(database.connectArn)).toBeUndefined();
    expect(instanceOf(recording)).toMatchObject({
      identifier: "strata-dev",
      vpcSecurityGroupIds: [UNKNOWN],
      monitoringRoleArn: UNKNOWN,
    });
  });
});
