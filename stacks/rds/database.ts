import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import { SecretRotation } from "@pulumi/aws/secretsmanager/secretRotation.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { RdsSettings } from "./config.ts";
import { connectArn } from "./connect-policy.ts";
import { masterSecretArnOf } from "./master-secret.ts";
import { createMonitoringRole } from "./monitoring-role.ts";
import { postgresParameters } from "./parameters.ts";
import { PORT } from "./port.ts";
import { explainRefusal, protectionOf, warnUnprotected } from "./protection.ts";

export interface DatabaseArgs {
  /** Part of the identifier of the instance and of its log groups. */
  environment: string;
  vpcId: Input<string>;
  /** Isolated subnets in two zones at least. */
  subnetIds: Input<string[]>;
  keys: {
    /** Encrypts storage and Performance Insights. A change replaces the database. */
    data: Input<string>;
    /** Encrypts the log groups. */
    logs: Input<string>;
    /** Encrypts the master user's secret. */
    secrets: Input<string>;
  };
  settings: RdsSettings;
}

const LOGS = ["postgresql", "upgrade"];

/** A PostgreSQL database that only its consumers' security groups reach, and whose password nobody ever sees. */
export class Database extends ComponentResource {
  readonly identifier: string;
  readonly instance: Instance;
  readonly instanceArn: Output<string>;
  readonly instanceIdentifier: Output<string>;
  readonly masterSecretArn: Output<string>;
  readonly securityGroupId: Output<string>;
  readonly parameterGroupName: Output<string>;
  /** What `rds-db:connect` is allowed on, but for the user. */
  readonly connectArn: Output<string>;

  constructor(name: string, args: DatabaseArgs, options?: ComponentResourceOptions) {
    super("strata:rds:Database", name, {}, options);
    this.identifier = `strata-${args.environment}`;
    const parameterGroup = this.createParameterGroup(name, args);
    const securityGroup = this.createSecurityGroup(name, args);
    this.instance = this.createInstance(name, args, parameterGroup, securityGroup);
    this.instanceArn = this.instance.arn;
    this.instanceIdentifier = this.instance.identifier;
    this.masterSecretArn = masterSecretArnOf(this.identifier, this.instance.masterUserSecrets);
    this.rotateMasterPassword(name, args.settings);

    this.securityGroupId = securityGroup.id;
    this.parameterGroupName = parameterGroup.name;
    this.connectArn = connectArn(this.instance.arn, this.instance.resourceId);
    this.registerOutputs({ address: this.instance.address, securityGroupId: this.securityGroupId });
  }

  private createInstance(
    name: string,
    args: DatabaseArgs,
    parameterGroup: ParameterGroup,
    securityGroup: SecurityGroup,
  ): Instance {
    const { settings } = args;
    const guard = {
      identifier: this.identifier,
      allowReplacementOf: settings.allowReplacementOf,
      deletionProtection: settings.deletionProtection,
    };
    const { protect, deletionProtection } = protectionOf(guard);
    const subnetGroup = this.createSubnetGroup(name, args);
    const monitoring = createMonitoringRole(name, this);
    const logGroups = this.createLogGroups(name, args);
    const instance: Instance = new Instance(
      name,
      {
        identifier: this.identifier,
        engine: "postgres",
        // The major version alone: minor ones are chosen by AWS, in the maintenance window.
        engineVersion: String(settings.majorVersion),
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
        // Extended support is charged by the hour once a major version has had its day.
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        instanceClass: settings.instanceClass,
        multiAz: settings.multiAz,
        ...(settings.applyImmediately && { applyImmediately: true }),

        dbName: settings.databaseName,
        username: "administrator",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: args.keys.secrets,
        iamDatabaseAuthenticationEnabled: true,

        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [securityGroup.id],
        publiclyAccessible: false,
        port: PORT,
        parameterGroupName: parameterGroup.name,
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html
        caCertIdentifier: "rds-ca-rsa2048-g1",

        storageType: "gp3",
        allocatedStorage: settings.allocatedStorage,
        maxAllocatedStorage: settings.maxAllocatedStorage,
        storageEncrypted: true,
        kmsKeyId: args.keys.data,

        backupRetentionPeriod: settings.backupRetentionPeriod,
        backupWindow: settings.backupWindow,
        maintenanceWindow: settings.maintenanceWindow,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: !settings.finalSnapshot,
        deletionProtection,
        skipFinalSnapshot: !settings.finalSnapshot,
        finalSnapshotIdentifier: settings.finalSnapshot ? `${this.identifier}-final` : undefined,

        enabledCloudwatchLogsExports: LOGS,
        monitoringInterval: 60,
        monitoringRoleArn: monitoring.role.arn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: args.keys.data,
        performanceInsightsRetentionPeriod: 7,
      },
      {
        parent: this,
        // Log groups first: RDS would make its own, unencrypted and kept for ever.
        dependsOn: [...logGroups, monitoring.attachment],
        protect,
        // Its identifier is free only once the old one is gone.
        deleteBeforeReplace: true,
        hooks: protect ? { beforeCreate: [explainRefusal(this.identifier, () => instance)] } : {},
      },
    );
    if (settings.deletionProtection && !deletionProtection) warnUnprotected(this.identifier, instance);
    return instance;
  }

  /** Without a function: RDS makes the password itself. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html */
  private rotateMasterPassword(name: string, { masterPasswordRotationDays }: RdsSettings): void {
    new SecretRotation(
      `${name}-master`,
      {
        secretId: this.masterSecretArn,
        rotationRules: { automaticallyAfterDays: masterPasswordRotationDays },
        // RDS has just made the first one.
        rotateImmediately: false,
      },
      { parent: this },
    );
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

  /**
   * Its name is made by Pulumi, and so is unique: for another major version the new group is there before the instance
   * leaves the old one, which is deleted last.
   */
  private createParameterGroup(name: string, { settings }: DatabaseArgs): ParameterGroup {
    return new ParameterGroup(
      name,
      {
        family: `postgres${settings.majorVersion}`,
        // A change of the text would replace the group.
        description: "TLS only, connections and slow statements logged",
        parameters: postgresParameters(),
      },
      { parent: this },
    );
  }

  private createLogGroups(name: string, { keys, settings }: DatabaseArgs): LogGroup[] {
    return LOGS.map(
      (log) =>
        new LogGroup(
          `${name}-${log}`,
          {
            name: `/aws/rds/instance/${this.identifier}/${log}`,
            kmsKeyId: keys.logs,
            retentionInDays: settings.logRetentionInDays,
          },
          { parent: this },
        ),
    );
  }
}
