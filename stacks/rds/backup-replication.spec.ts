import { Provider } from "@pulumi/aws/provider.js";
import { output, unknown } from "@pulumi/pulumi";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { BackupReplication, regionsWithBackups } from "./backup-replication.ts";

const TYPE = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

async function build({ preview = false } = {}) {
  const recording = await recordResources({ project: "rds", preview });
  const instanceArn = preview
    ? output(unknown as unknown as string)
    : "arn:aws:rds:eu-central-1:1:db:strata-dev";
  new BackupReplication(
    "database-backups",
    {
      database: { instanceArn },
      keyArn: "arn:aws:kms:eu-west-1:1:key/k",
      settings: { backupRetentionPeriod: 14 },
    },
    { provider: new Provider("elsewhere", {}) },
  );
  await recording.settled();
  return recording;
}

describe("BackupReplication", () => {
  it("is made of these", async () => {
    expect(resourceList(await build())).toMatchSnapshot();
  });

  it("is managed where the backups go, with the key of that region, and keeps them as long", async () => {
    const replication = (await build()).get(TYPE, "database-backups");
    expect(replication.provider).toContain("pulumi:providers:aws::elsewhere::");
    expect(replication.inputs).toEqual({
      sourceDbInstanceArn: "arn:aws:rds:eu-central-1:1:db:strata-dev",
      kmsKeyId: "arn:aws:kms:eu-west-1:1:key/k",
      retentionPeriod: 14,
    });
  });

  it("can be previewed before the instance exists", async () => {
    const { inputs } = (await build({ preview: true })).get(TYPE, "database-backups");
    expect(inputs["sourceDbInstanceArn"]).toBe(UNKNOWN);
  });
});

describe("regionsWithBackups", () => {
  it("has the database's region first, and a second one only for backups", () => {
    expect(regionsWithBackups("eu-central-1", undefined)).toEqual(["eu-central-1"]);
    expect(regionsWithBackups("eu-central-1", "eu-west-1")).toEqual(["eu-central-1", "eu-west-1"]);
  });

  it("refuses to replicate to where the backups are", () => {
    expect(() => regionsWithBackups("eu-central-1", "eu-central-1")).toThrow(
      /rds:backupReplicationRegion: got "eu-central-1", where the database is; expected another region/,
    );
  });
});
