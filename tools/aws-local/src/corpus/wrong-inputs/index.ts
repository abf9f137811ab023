import type { Change, Rows } from "./shared.ts";
import { EC2_WRONG } from "./ec2.ts";
import { EKS_WRONG } from "./eks.ts";
import { IAM_WRONG } from "./iam.ts";
import { KEYS_AND_SECRETS_WRONG } from "./keys-and-secrets.ts";
import { LAMBDA_WRONG } from "./lambda.ts";
import { MONITORING_WRONG } from "./monitoring.ts";
import { ORGANIZATIONS_WRONG } from "./organizations.ts";
import { RDS_WRONG } from "./rds.ts";
import { STORAGE_AND_MESSAGING_WRONG } from "./storage-and-messaging.ts";

/** One change of the base inputs of a type that makes AWS, or the AWS provider, refuse them. */
export interface WrongInput {
  type: string;
  change: Change;
  /** The path that the refusal names. */
  property: string;
  /** A part of the reason. */
  reason: string;
  /** The page that says that it is refused. */
  source: string;
}

const ROWS: Rows = {
  ...EC2_WRONG,
  ...EKS_WRONG,
  ...IAM_WRONG,
  ...ORGANIZATIONS_WRONG,
  ...KEYS_AND_SECRETS_WRONG,
  ...MONITORING_WRONG,
  ...RDS_WRONG,
  ...LAMBDA_WRONG,
  ...STORAGE_AND_MESSAGING_WRONG,
};

/** Written from the documentation, apart from the rules that they test. */
export const WRONG_INPUTS: readonly WrongInput[] = Object.entries(ROWS).flatMap(([type, rows]) =>
  rows.map(([change, property, reason, source]) => ({ type, change, property, reason, source })),
);
