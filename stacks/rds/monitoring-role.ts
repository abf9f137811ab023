import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { Resource } from "@pulumi/pulumi";

export interface MonitoringRole {
  readonly role: Role;
  /** RDS tries what the role may do when an instance is made with it. */
  readonly attachment: RolePolicyAttachment;
}

/**
 * The role with which RDS writes what its enhanced monitoring sees.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
 */
export function createMonitoringRole(name: string, parent: Resource): MonitoringRole {
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
    { parent },
  );
  const attachment = new RolePolicyAttachment(
    `${name}-monitoring`,
    { role: role.name, policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    { parent },
  );
  return { role, attachment };
}
