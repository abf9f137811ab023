import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

export default defineContract(
  "eks",
  z.object({
    clusterName: z.string().min(1),
    clusterArn: z.string().startsWith("arn:"),
    /** Of the Kubernetes API, reached from within the VPC. */
    clusterEndpoint: z.url(),
    /** Of the control plane. */
    clusterSecurityGroupId: z.string().startsWith("sg-"),
    /** Of the nodes, and so of the pods. */
    nodeSecurityGroupId: z.string().startsWith("sg-"),
    nodeRoleArn: z.string().startsWith("arn:"),
    /** For roles that a Kubernetes service account may assume. */
    oidcProviderArn: z.string().startsWith("arn:"),
    /** The issuer of the tokens of service accounts, without `https://`. */
    oidcIssuer: z.string().min(1),
  }),
);
