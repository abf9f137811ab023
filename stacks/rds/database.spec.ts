import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { Database, type DatabaseArgs } from "./database.ts";

const args: DatabaseArgs = {
  environment: "dev",
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  dataKeyArn: "arn:data",
  logsKeyArn: "arn:logs",
  secretsKeyArn: "arn:secrets",
  instanceClass: "db.t4g.medium",
  allocatedStorage: 20,
  maxAllocatedStorage: 100,
  multiAz: false,
  deletionProtection: false,
  backupRetentionPeriod: 7,
  logRetentionInDays: 30,
};

async function build(
  changes: Partial<DatabaseArgs> = {},
): Promise<{ recording: Recording; database: Database }> {
  const recording = await recordResources({
    project: "rds",
    computed: ({ type }) =>
      type === "aws:rds/instance:Instance"
        ? { address: "db.example", masterUserSecrets: [{ secretArn: "arn:master" }] }
        : {},
  });
  const database = new Database("database", { ...args, ...changes }, { provider: new Provider("aws", {}) });
  await recording.settled();
  return { recording, database };
}

const instanceOf = (recording: Recording) => recording.get("aws:rds/instance:Instance", "database").inputs;

describe("Database", () => {
  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(8);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("has a master password that RDS makes, and no password anywhere else", async () => {
    const { recording, database } = await build();
    expect(instanceOf(recording)).toMatchObject({
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: "arn:secrets",
    });
    expect(Object.keys(instanceOf(recording))).not.toContain("password");
    expect(await recording.valueOf(database.masterSecretArn)).toBe("arn:master");
  });

  it("is encrypted, isolated, and asks for TLS", async () => {
    const { recording } = await build();
    expect(instanceOf(recording)).toMatchObject({
      storageEncrypted: true,
      kmsKeyId: "arn:data",
      performanceInsightsKmsKeyId: "arn:data",
      publiclyAccessible: false,
      vpcSecurityGroupIds: ["database-id"],
    });
    const group = recording.get("aws:rds/parameterGroup:ParameterGroup", "database");
    expect(group.inputs["parameters"]).toContainEqual({ name: "rds.force_ssl", value: "1" });
  });

  it("lets nothing in by itself", async () => {
    const { recording } = await build();
    const group = recording.get("aws:ec2/securityGroup:SecurityGroup", "database").inputs;
    expect(group["ingress"]).toBeUndefined();
    expect(recording.resources.filter((it) => it.type.includes("IngressRule"))).toEqual([]);
  });

  it("makes the log groups before RDS would, with its key", async () => {
    const { recording } = await build();
    const order = recording.resources.map((it) => `${it.type} ${it.name}`);
    for (const log of ["postgresql", "upgrade"]) {
      const { inputs } = recording.get("aws:cloudwatch/logGroup:LogGroup", `database-${log}`);
      expect(inputs).toMatchObject({ name: `/aws/rds/instance/strata-dev/${log}`, kmsKeyId: "arn:logs" });
      const group = order.indexOf(`aws:cloudwatch/logGroup:LogGroup database-${log}`);
      expect(group).toBeLessThan(order.indexOf("aws:rds/instance:Instance database"));
    }
  });

  it.each([true, false])("with deletion protection %s keeps or drops what is left behind", async (kept) => {
    const { recording } = await build({ deletionProtection: kept });
    expect(instanceOf(recording)).toMatchObject({
      deletionProtection: kept,
      skipFinalSnapshot: !kept,
      deleteAutomatedBackups: !kept,
    });
    expect(instanceOf(recording)["finalSnapshotIdentifier"]).toBe(kept ? "strata-dev-final" : undefined);
  });
});
