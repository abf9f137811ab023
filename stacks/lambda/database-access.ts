import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { SLOW_INTERFACES } from "./slow-interfaces.ts";

export interface DatabaseAccessArgs {
  vpcId: Input<string>;
  database: {
    port: Input<number>;
    securityGroupId: Input<string>;
  };
}

/**
 * A security group that reaches the database and nothing else, and is let into the database's. It outlives what uses it:
 * neither new code nor another VPC setting of the function replaces it, so nothing waits for the function's interfaces.
 */
export function databaseAccess(
  name: string,
  { vpcId, database }: DatabaseAccessArgs,
  options: CustomResourceOptions,
): SecurityGroup {
  const securityGroup = new SecurityGroup(
    name,
    { vpcId, description: "The function that checks the database", tags: { Name: name } },
    { ...options, customTimeouts: SLOW_INTERFACES },
  );
  const postgres = { ipProtocol: "tcp", fromPort: database.port, toPort: database.port };
  new SecurityGroupEgressRule(
    `${name}-to-database`,
    {
      securityGroupId: securityGroup.id,
      referencedSecurityGroupId: database.securityGroupId,
      description: "To the database",
      ...postgres,
    },
    options,
  );
  new SecurityGroupIngressRule(
    `${name}-into-database`,
    {
      securityGroupId: database.securityGroupId,
      referencedSecurityGroupId: securityGroup.id,
      description: "From the function that checks the database",
      ...postgres,
    },
    options,
  );
  return securityGroup;
}
