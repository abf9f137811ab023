import { createHash } from "node:crypto";
import {
  ComponentResource,
  type Input,
  interpolate,
  output,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";

export interface ServiceRoleArgs {
  service: string;
  description: string;
  /** Names of policies that AWS manages. */
  managedPolicies: readonly string[];
  actions: readonly string[];
  partition: Input<string>;
  tags: Input<Record<string, string>> | undefined;
}

/** The role of a service, with policies of AWS attached; a child of eks.Cluster. */
export class ServiceRole extends ComponentResource {
  readonly role: AwsResource;
  /** What has to exist before the role can be used. */
  readonly attachments: readonly Resource[];

  constructor(name: string, args: ServiceRoleArgs, parent: Resource) {
    super("eks:index:ServiceRole", name, {}, { parent });
    this.role = new AwsResource(
      "aws:iam/role:Role",
      `${name}-role`,
      {
        description: args.description,
        assumeRolePolicy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Action: args.actions, Effect: "Allow", Principal: { Service: [args.service] } }],
        }),
        tags: args.tags,
      },
      ["arn", "name"],
      { parent: this },
    );
    this.attachments = args.managedPolicies.map(
      (policy) =>
        new AwsResource(
          "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
          `${name}-${attachmentSuffix(policy)}`,
          {
            policyArn: interpolate`arn:${args.partition}:iam::aws:policy/${policy}`,
            role: this.role.get("name"),
          },
          [],
          { parent: this },
        ),
    );
    this.registerOutputs({ resolvedRole: this.role, directRole: this.role });
  }

  get arn(): Output<string> {
    return output(this.role.get("arn"));
  }
}

/** @pulumi/eks names an attachment after the policy's ARN in the partition `aws`, whatever the partition is. */
export function attachmentSuffix(policy: string): string {
  return createHash("sha1").update(`arn:aws:iam::aws:policy/${policy}`).digest("hex").slice(0, 8);
}
