import type { Limit } from "../../model/limits.ts";
import { EC2_LIMITS } from "./ec2.ts";
import { EKS_LIMITS } from "./eks.ts";
import { IAM_LIMITS } from "./iam.ts";
import { KEYS_AND_SECRETS_LIMITS } from "./keys-and-secrets.ts";
import { LAMBDA_LIMITS } from "./lambda.ts";
import { MONITORING_LIMITS } from "./monitoring.ts";
import { RDS_LIMITS } from "./rds.ts";
import { STORAGE_AND_MESSAGING_LIMITS } from "./storage-and-messaging.ts";

/** What AWS allows in the inputs of a type beyond their types in the SDK, each rule with the page it is from. */
export const LIMITS: Record<string, readonly Limit[]> = {
  ...EC2_LIMITS,
  ...EKS_LIMITS,
  ...IAM_LIMITS,
  ...KEYS_AND_SECRETS_LIMITS,
  ...MONITORING_LIMITS,
  ...RDS_LIMITS,
  ...LAMBDA_LIMITS,
  ...STORAGE_AND_MESSAGING_LIMITS,
};
