import { getStack } from "@pulumi/pulumi";
import { oneRoute } from "@strata/aws-provider/config";
import { prodFloor } from "@strata/environment/config";
import { z } from "zod";
import { ACCESS_POLICIES } from "./access-policies.ts";
import { ADDON_NAMES, KUBERNETES_VERSIONS } from "./addon-versions.ts";
import { NodeGroupsConfig, smallestNumberOfNodes } from "./node-config.ts";

const roleName = z.string().regex(/^[\w+=,.@/-]+$/, "expected the name of a role");
const kubernetesName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "expected a name as Kubernetes has it: a-z, 0-9 and -");

/** A block of addresses, and not the internet or a large part of it. */
const addresses = z.cidrv4().refine((block) => Number(block.split("/")[1]) >= 8, {
  error: "the Kubernetes API is never open to the whole internet; expected a block of /8 or longer",
});

const AT_LEAST_ONE =
  "expected at least one namespace; a policy that applies in all of them has the scope cluster";

const AccessGrants = z
  .array(
    z.strictObject({
      /** An IAM role of the cluster's account: its name with its path, `team/admin`. */
      role: roleName,
      /** What it may do. */
      policy: z.enum(ACCESS_POLICIES),
      /** Where: `cluster`, or `{namespaces: [shop]}`. */
      scope: z.union(
        [z.literal("cluster"), z.strictObject({ namespaces: z.array(kubernetesName).min(1, AT_LEAST_ONE) })],
        {
          error: 'expected "cluster", or namespaces such as {namespaces: [shop]}',
        },
      ),
    }),
  )
  .refine((grants) => new Set(grants.map((it) => `${it.role} ${it.policy}`)).size === grants.length, {
    error: "a role has a policy once: put its namespaces into one scope",
  });

export const EksConfig = z.strictObject({
  ...oneRoute,
  /** Minor version of Kubernetes, for example "1.34". An upgrade goes one minor version at a time. */
  kubernetesVersion: z.enum(KUBERNETES_VERSIONS),
  /**
   * Versions of add-ons in place of those that go with the Kubernetes version, see addon-versions.ts. Nothing follows the
   * newest by itself.
   */
  addonVersions: z
    .partialRecord(
      z.enum(ADDON_NAMES),
      z
        .string()
        .regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, 'expected one version, such as "v1.12.4-eksbuild.1"'),
    )
    .default({}),
  /** IAM roles of the cluster's account with all rights in the cluster: names with their paths, `team/admin`. */
  administratorRoles: prodFloor(
    z.array(roleName).default([]),
    (roles) => roles.length > 0,
    "prod has at least one administrator: whoever creates the cluster has no rights in it",
  ),
  /** What other IAM roles may do in the cluster, and where. */
  access: AccessGrants.default([]),
  /** IAM roles for workloads, by name: what a Kubernetes service account may do in AWS. */
  podIdentities: z
    .record(
      kubernetesName,
      z.strictObject({
        namespace: kubernetesName,
        serviceAccount: kubernetesName,
        /** ARNs of IAM policies. */
        policyArns: z.array(z.string().startsWith("arn:")).min(1),
      }),
    )
    .default({}),
  /**
   * Whether what Karpenter needs in AWS is made: roles, a queue of interruptions, a tag to find nodes' security group by.
   * Karpenter itself is installed afterwards, see the README.
   */
  karpenter: z.boolean().default(false),
  /** Addresses that may reach the Kubernetes API from outside the VPC. @default none: the endpoint is private */
  publicAccessCidrs: z.array(addresses).default([]),
  /** Private addresses that may reach the Kubernetes API, as of a VPN. @default none: only nodes and pods reach it */
  privateAccessCidrs: z.array(addresses).default([]),
  /** Whether AWS refuses to delete the cluster. @default true in prod, false elsewhere */
  deletionProtection: prodFloor(
    z.boolean().default(() => getStack() === "prod"),
    (on) => on,
    "prod is protected from deletion",
  ),
  /** Groups of nodes, by name. Names become part of resource names: another name is another group. */
  nodeGroups: prodFloor(
    NodeGroupsConfig,
    (groups) => smallestNumberOfNodes(Object.values(groups)) >= 2,
    "prod has at least two nodes that are not spot instances: the sum of minSize of the groups with capacityType " +
      "ON_DEMAND is 2 or more",
  ),
  /** How long control plane logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: prodFloor(
    z.number().int().positive().default(90),
    (days) => days >= 90,
    "prod keeps the logs of its control plane for at least 90 days",
  ),
});
export type EksConfig = z.output<typeof EksConfig>;
