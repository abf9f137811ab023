import type { Descriptors } from "../model/descriptor.ts";
import { accounts } from "./accounts.ts";
import { autoscaling } from "./autoscaling.ts";
import { buckets } from "./buckets.ts";
import { cloudwatch } from "./cloudwatch.ts";
import { ec2Compute } from "./ec2-compute.ts";
import { ec2Nat } from "./ec2-nat.ts";
import { ec2Network } from "./ec2-network.ts";
import { ec2Peering } from "./ec2-peering.ts";
import { ec2Routing } from "./ec2-routing.ts";
import { ec2Security } from "./ec2-security.ts";
import { ec2Tags } from "./ec2-tags.ts";
import { eks } from "./eks.ts";
import { iam } from "./iam.ts";
import { IMPORT_IDS } from "./import-ids.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { LIMITS } from "./limits/index.ts";
import { messaging } from "./messaging.ts";
import { POLICIES } from "./policies.ts";
import { rds } from "./rds.ts";
import { rdsAurora } from "./rds-aurora.ts";
import { rdsBackups } from "./rds-backups.ts";
import { secretsmanager } from "./secretsmanager.ts";
import { signer } from "./signer.ts";
import { storage } from "./storage.ts";
import { TARGETS } from "./targets/index.ts";
import { UNDECIDED } from "./undecided.ts";

const described: Descriptors = {
  ...ec2Network,
  ...ec2Peering,
  ...ec2Nat,
  ...ec2Routing,
  ...ec2Security,
  ...ec2Compute,
  ...ec2Tags,
  ...autoscaling,
  ...eks,
  ...iam,
  ...kms,
  ...secretsmanager,
  ...cloudwatch,
  ...rds,
  ...rdsAurora,
  ...rdsBackups,
  ...lambda,
  ...messaging,
  ...storage,
  ...buckets,
  ...signer,
  ...accounts,
};

/**
 * Every resource type that the embedded AWS knows, by Pulumi's type token. What replaces a resource is what the schemas
 * of the AWS provider mark as "forces new resource" (https://www.pulumi.com/registry/packages/aws/api-docs/).
 */
export const descriptors: Descriptors = Object.fromEntries(
  Object.entries(described).map(([token, descriptor]) => [
    token,
    {
      ...descriptor,
      limits: LIMITS[token] ?? [],
      policies: POLICIES[token] ?? {},
      targets: TARGETS[token] ?? {},
      ...(UNDECIDED[token] === undefined ? {} : { undecided: UNDECIDED[token] }),
      ...(IMPORT_IDS[token] === undefined ? {} : { importId: IMPORT_IDS[token] }),
    },
  ]),
);
