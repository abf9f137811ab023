import type { CheckFailure } from "../declarations/validate.ts";
import type { CheckContext, Descriptors, ResourceContext } from "../model/descriptor.ts";
import { given, managedKeyArn, sameRegionArns } from "./shared.ts";

/** Backups of databases beyond what an instance keeps itself. */
export const rdsBackups: Descriptors = {
  // It is managed in the region that backups go to:
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartDBInstanceAutomatedBackupsReplication.html
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    id: backupArn,
    defaults: { retentionPeriod: 7 },
    computed: { kmsKeyId: given("kmsKeyId", (context) => managedKeyArn(context, "rds")) },
    replaceOn: ["kmsKeyId", "preSignedUrl", "retentionPeriod", "sourceDbInstanceArn"],
    check: (context) => [...sameRegionArns(["kmsKeyId"], context), ...sourceFailures(context)],
  },
};

function backupArn({ arn, hex }: ResourceContext): string {
  return arn("rds", `auto-backup:ab-${hex(38)}`);
}

function sourceFailures({ inputs, instance, region }: CheckContext): CheckFailure[] {
  const source = inputs.sourceDbInstanceArn;
  if (typeof source !== "string") return [];
  const failure = (reason: string): CheckFailure[] => [{ property: "sourceDbInstanceArn", reason }];
  const match = /^arn:[a-z-]+:rds:([a-z\d-]+):(\d{12}):db:[a-z][a-z\d-]*$/.exec(source);
  if (match === null)
    return failure(`The ARN of a database is expected, arn:aws:rds:REGION:ACCOUNT:db:NAME; got ${source}.`);
  const [, sourceRegion, account] = match;
  if (sourceRegion === region)
    return failure(`Backups are replicated to another region than the database's, which is ${region} too.`);
  if (account !== instance.account)
    return failure(`It belongs to account ${account}; this resource to account ${instance.account}.`);
  return [];
}
