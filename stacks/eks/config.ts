import { oneRoute } from "@strata/aws-provider/config";
import { z } from "zod";

export const EksConfig = z.strictObject({
  ...oneRoute,
  /** Minor version of Kubernetes, for example "1.34". An upgrade goes one minor version at a time. */
  kubernetesVersion: z.string().regex(/^1\.\d{2}$/, 'expected a minor version such as "1.34"'),
  /** IAM roles of the cluster's account with all rights in the cluster: names with their paths, `team/admin`. */
  administratorRoles: z.array(z.string().regex(/^[\w+=,.@/-]+$/, "expected the name of a role")).default([]),
  /** Addresses that may reach the Kubernetes API from outside the VPC. @default none: the endpoint is private */
  publicAccessCidrs: z.array(z.cidrv4()).default([]),
  deletionProtection: z.boolean().default(false),
  nodes: z.strictObject({
    instanceTypes: z.array(z.string()).min(1),
    minSize: z.number().int().min(0),
    maxSize: z.number().int().min(1),
    desiredSize: z.number().int().min(0),
    /** GiB of each node's root volume. */
    volumeSize: z.number().int().min(20).default(50),
  }),
  /** How long control plane logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: z.number().int().positive().default(90),
});
