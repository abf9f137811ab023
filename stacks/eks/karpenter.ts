import { Tag } from "@pulumi/aws/ec2/tag.js";
import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import { createInterruptionQueue } from "./karpenter-interruptions.ts";
import { controllerStatements } from "./karpenter-policy.ts";
import { createNodeRole } from "./node-role.ts";
import { type ClusterIdentity, createPodIdentity } from "./pod-identity.ts";

/** Where Karpenter's Helm chart is installed by its documentation. */
const SERVICE_ACCOUNT = { namespace: "kube-system", serviceAccount: "karpenter" };

export interface KarpenterArgs extends ClusterIdentity {
  region: string;
  /** The one that EKS makes for nodes. Nobody else manages its tags. */
  nodeSecurityGroupId: Input<string>;
  /** What gets an access entry and a pod identity has to be there first. */
  cluster: Resource;
}

/**
 * What Karpenter needs in AWS: who its controller and its nodes are, and where it hears of interruptions. Karpenter
 * itself is installed with Helm, as nothing inside Kubernetes is made here.
 * https://karpenter.sh/v1.14/reference/cloudformation/
 */
export class Karpenter extends ComponentResource {
  /** For an `EC2NodeClass`. */
  readonly nodeRoleName: Output<string>;
  /** For the controller. */
  readonly queueName: Output<string>;

  constructor(name: string, args: KarpenterArgs, options?: ComponentResourceOptions) {
    super("strata:eks:Karpenter", name, {}, options);
    const { clusterName, cluster } = args;
    const queue = createInterruptionQueue(name, args.accountId, this);
    const { role: nodeRole } = createNodeRole(name, this);
    // Nodes of managed groups get theirs from EKS.
    new AccessEntry(
      `${name}-nodes`,
      { clusterName, principalArn: nodeRole.arn, type: "EC2_LINUX" },
      { parent: this, dependsOn: [cluster] },
    );
    const controller = createPodIdentity(name, args, { ...SERVICE_ACCOUNT, policyArns: [] }, this, {
      dependsOn: [cluster],
    });
    const Statement = controllerStatements({ ...args, nodeRoleArn: nodeRole.arn, queueArn: queue.arn });
    // In the role: a managed policy has room for 6144 characters, and this is more.
    new RolePolicy(
      name,
      { role: controller.name, policy: jsonStringify({ Version: "2012-10-17", Statement }) },
      { parent: this },
    );
    // Subnets get no such tag here: the stack that makes them would take it away again.
    // https://www.pulumi.com/registry/packages/aws/api-docs/ec2/tag/
    new Tag(
      `${name}-node-security-group`,
      { resourceId: args.nodeSecurityGroupId, key: "karpenter.sh/discovery", value: clusterName },
      { parent: this },
    );
    this.nodeRoleName = nodeRole.name;
    this.queueName = queue.name;
    this.registerOutputs({ nodeRoleName: this.nodeRoleName, queueName: this.queueName });
  }
}
