import { InstanceAutomatedBackupsReplication } from "@pulumi/aws/rds/instanceAutomatedBackupsReplication.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  getStack,
  type Input,
  RunError,
} from "@pulumi/pulumi";
import type { Region } from "@strata/environment";
import type { RdsSettings } from "./config.ts";

export interface BackupReplicationArgs {
  database: { instanceArn: Input<string> };
  /** Of the region that backups are replicated to. */
  keyArn: Input<string>;
  settings: Pick<RdsSettings, "backupRetentionPeriod">;
}

/**
 * The regions that the stack is in: the database's first.
 *
 * @throws {RunError} if backups were to be replicated to where they are
 */
export function regionsWithBackups(region: Region, backups: Region | undefined): readonly Region[] {
  if (backups === region) {
    throw new RunError(
      `rds:backupReplicationRegion: got "${backups}", where the database is; expected another region. ` +
        `Set it with: pulumi config set rds:backupReplicationRegion <region> -s ${getStack()}`,
    );
  }
  return backups === undefined ? [region] : [region, backups];
}

/**
 * Keeps the database's backups and transaction logs in a second region, too. The provider that it is given is of that
 * region, where the replication is managed.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
export class BackupReplication extends ComponentResource {
  constructor(name: string, args: BackupReplicationArgs, options?: ComponentResourceOptions) {
    super("strata:rds:BackupReplication", name, {}, options);
    new InstanceAutomatedBackupsReplication(
      name,
      {
        sourceDbInstanceArn: args.database.instanceArn,
        kmsKeyId: args.keyArn,
        // As long as the database's own.
        retentionPeriod: args.settings.backupRetentionPeriod,
      },
      // Every change replaces it, and a database has one replication to a region at a time.
      { parent: this, deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
