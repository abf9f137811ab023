import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

const arn = z.string().startsWith("arn:");

export default defineContract(
  "eks",
  z.object({
    clusterName: z.string().min(1),
    clusterArn: arn,
    /** Of the Kubernetes API, reached from within the VPC. */
    clusterEndpoint: z.url(),
    /** Of the control plane's network interfaces. An ingress rule on it lets others than nodes reach the API. */
    clusterSecurityGroupId: z.string().startsWith("sg-"),
    /** Of the nodes, and so of the pods. EKS makes it, and the control plane is in it too. */
    nodeSecurityGroupId: z.string().startsWith("sg-"),
    nodeRoleArn: arn,
    /** For roles that a Kubernetes service account may assume. */
    oidcProviderArn: arn,
    /** The issuer of the tokens of service accounts, without `https://`. */
    oidcIssuer: z.string().min(1),
    /** JSON. Gets a token from the AWS CLI as the role that deploys; no credentials are in it. */
    kubeconfig: z.string().startsWith("{"),
    /** Minor version, for example `1.34`. */
    kubernetesVersion: z.string(),
    /** The version of each add-on, by its name. */
    addonVersions: z.record(z.string(), z.string()),
    /** Who may do what where in the cluster. Complete: nobody else has rights in it, the cluster's creator neither. */
    accessTable: z.array(
      z.object({
        /** The ARN of an IAM principal. */
        principal: arn,
        /** An access policy of EKS, for example `AmazonEKSViewPolicy`. */
        policy: z.string(),
        /** `cluster`, or `namespaces: billing, shop`. */
        scope: z.string(),
      }),
    ),
    /** The roles of workloads, by the names of their pod identities. */
    podIdentityRoleArns: z.record(z.string(), arn),
    /** The role of the nodes that Karpenter starts, for its `EC2NodeClass`; there if Karpenter is asked for. */
    karpenterNodeRoleName: z.string().min(1).optional(),
    /** The queue in which Karpenter hears of interruptions; there if Karpenter is asked for. */
    karpenterQueueName: z.string().min(1).optional(),
  }),
);
