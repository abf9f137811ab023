import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface DatabaseArgs {
  /** Part of the identifier of the instance and of its log groups. */
  environment: string;
  vpcId: Input<string>;
  /** Isolated subnets in two zones at least. */
  subnetIds: Input<string[]>;
  /** Encrypts storage and Performance Insights. A change replaces the database. */
  dataKeyArn: Input<string>;
  /** Encrypts the log groups. */
  logsKeyArn: Input<string>;
  /** Encrypts the master user's secret. */
  secretsKeyArn: Input<string>;
  /** For example `db.t4g.medium`. */
  instanceClass: string;
  /** GiB. */
  allocatedStorage: number;
  /** GiB up to which storage grows by itself. */
  maxAllocatedStorage: number;
  /** A standby in another zone. */
  multiAz: boolean;
  /** Whether AWS refuses to delete the database; a final snapshot is taken then, too. */
  deletionProtection: boolean;
  /** Days, 7 to 35. */
  backupRetentionPeriod: number;
  /** Days. */
  logRetentionInDays: number;
}

const MAJOR_VERSION = "17";
const LOGS = ["postgresql", "upgrade"];

/** A PostgreSQL database that only its consumers' security groups reach, and whose password nobody ever sees. */
export class Database extends ComponentResource {
  readonly instance: Instance;
  readonly masterSecretArn: Output<string>;
  readonly securityGroupId: Output<string>;

  constructor(name: string, args: DatabaseArgs, options?: ComponentResourceOptions) {
    super("strata:rds:Database", name, {}, options);
    const identifier = `strata-${args.environment}`;
    const subnetGroup = this.createSubnetGroup(name, args);
    const securityGroup = this.createSecurityGroup(name, args);
    const parameterGroup = this.createParameterGroup(name);
    const monitoringRole = this.createMonitoringRole(name);
    const logGroups = this.createLogGroups(name, identifier, args);
    this.instance = new Instance(
      name,
      {
        identifier,
        engine: "postgres",
        engineVersion: MAJOR_VERSION,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: false,
        // Extended support is charged by the hour once a major version has had its day.
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        instanceClass: args.instanceClass,
        multiAz: args.multiAz,

        dbName: "application",
        username: "administrator",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: args.secretsKeyArn,
        iamDatabaseAuthenticationEnabled: true,

        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [securityGroup.id],
        publiclyAccessible: false,
        port: 5432,
        parameterGroupName: parameterGroup.name,

        storageType: "gp3",
        allocatedStorage: args.allocatedStorage,
        maxAllocatedStorage: args.maxAllocatedStorage,
        storageEncrypted: true,
        kmsKeyId: args.dataKeyArn,

        backupRetentionPeriod: args.backupRetentionPeriod,
        backupWindow: "02:00-03:00",
        maintenanceWindow: "sun:03:30-sun:04:30",
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: !args.deletionProtection,
        deletionProtection: args.deletionProtection,
        skipFinalSnapshot: !args.deletionProtection,
        finalSnapshotIdentifier: args.deletionProtection ? `${identifier}-final` : undefined,

        enabledCloudwatchLogsExports: LOGS,
        monitoringInterval: 60,
        monitoringRoleArn: monitoringRole.arn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: args.dataKeyArn,
        performanceInsightsRetentionPeriod: 7,
      },
      // Log groups first: RDS would make its own, unencrypted and kept for ever.
      { parent: this, dependsOn: logGroups, protect: args.deletionProtection },
    );

    this.masterSecretArn = this.instance.masterUserSecrets.apply((secrets) => secrets[0]?.secretArn ?? "");
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({ address: this.instance.address, securityGroupId: this.securityGroupId });
  }

  private createSubnetGroup(name: string, { subnetIds }: DatabaseArgs): SubnetGroup {
    return new SubnetGroup(name, { subnetIds, description: "Isolated subnets" }, { parent: this });
  }

  /** Has no rules: a consumer adds one for its own group, and no rule names addresses. */
  private createSecurityGroup(name: string, { vpcId }: DatabaseArgs): SecurityGroup {
    return new SecurityGroup(
      name,
      { vpcId, description: "PostgreSQL, for the groups that its rules name", tags: { Name: name } },
      { parent: this },
    );
  }

  private createParameterGroup(name: string): ParameterGroup {
    return new ParameterGroup(
      name,
      {
        family: `postgres${MAJOR_VERSION}`,
        description: "TLS only, connections and slow statements logged",
        parameters: [
          // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
          { name: "rds.force_ssl", value: "1" },
          { name: "log_connections", value: "1" },
          { name: "log_min_duration_statement", value: "1000" },
          { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
        ],
      },
      { parent: this },
    );
  }

  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
  private createMonitoringRole(name: string): Role {
    const role = new Role(
      `${name}-monitoring`,
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "monitoring.rds.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      },
      { parent: this },
    );
    new RolePolicyAttachment(
      `${name}-monitoring`,
      { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
      { parent: this },
    );
    return role;
  }

  private createLogGroups(name: string, identifier: string, args: DatabaseArgs): LogGroup[] {
    return LOGS.map(
      (log) =>
        new LogGroup(
          `${name}-${log}`,
          {
            name: `/aws/rds/instance/${identifier}/${log}`,
            kmsKeyId: args.logsKeyArn,
            retentionInDays: args.logRetentionInDays,
          },
          { parent: this },
        ),
    );
  }
}
