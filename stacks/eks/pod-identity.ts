import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { ComponentResource, CustomResourceOptions } from "@pulumi/pulumi";

/** What a Kubernetes service account may do in AWS. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** ARNs of IAM policies. */
  readonly policyArns: readonly string[];
}

export interface ClusterIdentity {
  /** 12 digits. */
  readonly accountId: string;
  readonly clusterName: string;
  readonly clusterArn: string;
}

/**
 * A role that pods of one service account have through EKS Pod Identity, and nobody else: EKS assumes it for this account
 * and cluster only (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html).
 *
 * @param name of the role and of the association
 * @param options of the association alone; it needs the cluster
 */
export function createPodIdentity(
  name: string,
  cluster: ClusterIdentity,
  identity: PodIdentity,
  parent: ComponentResource,
  options: CustomResourceOptions,
): Role {
  const role = createPodRole(name, cluster, identity, parent);
  new PodIdentityAssociation(
    name,
    {
      clusterName: cluster.clusterName,
      namespace: identity.namespace,
      serviceAccount: identity.serviceAccount,
      roleArn: role.arn,
    },
    { ...options, parent },
  );
  return role;
}

/** The role alone, for an add-on that makes the association itself. */
export function createPodRole(
  name: string,
  { accountId, clusterArn }: ClusterIdentity,
  { namespace, serviceAccount, policyArns }: PodIdentity,
  parent: ComponentResource,
): Role {
  const role = new Role(
    name,
    {
      description: `For ${serviceAccount} in ${namespace}`,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "pods.eks.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Condition: {
              StringEquals: { "aws:SourceAccount": accountId },
              ArnEquals: { "aws:SourceArn": clusterArn },
            },
          },
        ],
      }),
    },
    { parent },
  );
  for (const policyArn of policyArns) {
    const policy = policyArn.slice(policyArn.lastIndexOf("/") + 1);
    new RolePolicyAttachment(`${name}-${policy}`, { role: role.name, policyArn }, { parent });
  }
  return role;
}
