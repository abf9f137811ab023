import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Proxy } from "@pulumi/aws/rds/proxy.js";
import { ProxyDefaultTargetGroup } from "@pulumi/aws/rds/proxyDefaultTargetGroup.js";
import { ProxyTarget } from "@pulumi/aws/rds/proxyTarget.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
  output,
} from "@pulumi/pulumi";
import type { RdsSettings } from "./config.ts";
import { connectArn, connectPolicy, proxyIdOf } from "./connect-policy.ts";
import { PORT } from "./port.ts";

export interface DatabaseProxyArgs {
  database: {
    /** Its name, and the proxy's. */
    identifier: string;
    instanceIdentifier: Input<string>;
    /** The database's group: the proxy stands in it too, so that a consumer's one rule reaches both. */
    securityGroupId: Input<string>;
    connectArn: Input<string>;
  };
  /** Isolated subnets in two zones at least. */
  subnetIds: Input<string[]>;
  keys: {
    /** Encrypts the log group. */
    logs: Input<string>;
  };
  settings: Pick<RdsSettings, "users" | "logRetentionInDays">;
}

/**
 * A pool of connections in front of the database. Clients come over TLS with a token of IAM, and so does the proxy to the
 * database: no password is kept for it anywhere.
 */
export class DatabaseProxy extends ComponentResource {
  readonly endpoint: Output<string>;
  /** What `rds-db:connect` is allowed on for those who come through the proxy, but for the user. */
  readonly connectArn: Output<string>;

  constructor(name: string, args: DatabaseProxyArgs, options?: ComponentResourceOptions) {
    super("strata:rds:DatabaseProxy", name, {}, options);
    const logGroup = this.createLogGroup(name, args);
    const role = this.createRole(name, args);
    this.allowWithinGroup(name, args);
    const subnetIds = output(args.subnetIds);
    const proxy = new Proxy(
      name,
      {
        name: args.database.identifier,
        engineFamily: "POSTGRESQL",
        // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-iam-setup.html
        defaultAuthScheme: "IAM_AUTH",
        requireTls: true,
        // Statements have values in them.
        debugLogging: false,
        idleClientTimeout: 1800,
        roleArn: role.arn,
        // A change would replace it. The first two zones are enough to outlive one, and stay when others come and go.
        // Each subnet for itself: in a preview the IDs of those to come are not known.
        vpcSubnetIds: [subnetIds[0] as Output<string>, subnetIds[1] as Output<string>],
        vpcSecurityGroupIds: [args.database.securityGroupId],
      },
      { parent: this, dependsOn: [logGroup] },
    );
    this.createTarget(name, proxy, args);

    this.endpoint = proxy.endpoint;
    this.connectArn = connectArn(proxy.arn, proxy.arn.apply(proxyIdOf));
    this.registerOutputs({ endpoint: this.endpoint });
  }

  /** RDS would make its own, unencrypted and kept for ever. */
  private createLogGroup(name: string, { database, keys, settings }: DatabaseProxyArgs): LogGroup {
    return new LogGroup(
      name,
      {
        name: `/aws/rds/proxy/${database.identifier}`,
        kmsKeyId: keys.logs,
        retentionInDays: settings.logRetentionInDays,
      },
      { parent: this },
    );
  }

  private createRole(name: string, args: DatabaseProxyArgs): Role {
    const role = new Role(
      name,
      {
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        }),
      },
      { parent: this },
    );
    const policy = connectPolicy(args.database.connectArn, args.settings.users);
    new RolePolicy(name, { role: role.name, policy: jsonStringify(policy) }, { parent: this });
    return role;
  }

  private allowWithinGroup(name: string, { database }: DatabaseProxyArgs): void {
    const rule = {
      securityGroupId: database.securityGroupId,
      referencedSecurityGroupId: database.securityGroupId,
      ipProtocol: "tcp",
      fromPort: PORT,
      toPort: PORT,
    };
    new SecurityGroupEgressRule(
      `${name}-to-database`,
      { ...rule, description: "From the proxy to the database" },
      { parent: this },
    );
    new SecurityGroupIngressRule(
      `${name}-to-database`,
      { ...rule, description: "Into the database from the proxy" },
      { parent: this },
    );
  }

  private createTarget(name: string, proxy: Proxy, { database }: DatabaseProxyArgs): void {
    const group = new ProxyDefaultTargetGroup(
      name,
      {
        dbProxyName: proxy.name,
        connectionPoolConfig: {
          // The rest is for those who come past the proxy: administrators, most of all when it is full.
          maxConnectionsPercent: 90,
          maxIdleConnectionsPercent: 50,
          connectionBorrowTimeout: 120,
        },
      },
      { parent: this },
    );
    new ProxyTarget(
      name,
      {
        dbProxyName: proxy.name,
        targetGroupName: group.name,
        dbInstanceIdentifier: database.instanceIdentifier,
      },
      { parent: this },
    );
  }
}
