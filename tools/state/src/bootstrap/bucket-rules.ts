import type { LifecycleRule } from "@aws-sdk/client-s3";
import { BootstrapError } from "./bootstrap-error.ts";

/** The statement of ours in a bucket's policy. */
export const TLS_ONLY = "StrataTlsOnly";

/** How many older versions of a state are kept, however old they are. */
const VERSIONS_KEPT = 100;
/** Lock objects tell who wrote which version, and are small. */
const LOCKS_DAYS = 90;
const UPLOADS_DAYS = 7;

const STATES = "strata-older-versions";

/**
 * A bucket's policy that lets nobody in without TLS; the statements of others stay
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html).
 */
export function tlsOnlyPolicy(bucket: string, partition: string, existing: string | undefined): string {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const others = statementsOf(bucket, existing).filter(({ Sid }) => Sid !== TLS_ONLY);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      ...others,
      {
        Sid: TLS_ONLY,
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

function statementsOf(bucket: string, policy: string | undefined): { Sid?: string }[] {
  if (policy === undefined) return [];
  try {
    const { Statement } = JSON.parse(policy) as { Statement: { Sid?: string } | { Sid?: string }[] };
    return Array.isArray(Statement) ? Statement : [Statement];
  } catch {
    throw new BootstrapError(
      `The policy of the bucket ${bucket} is not JSON. See it: aws s3api get-bucket-policy --bucket ${bucket}`,
    );
  }
}

/**
 * Older versions of states go after a while, but the newest of them stay; the current version of anything stays forever.
 *
 * @param days for how long an older version is kept
 * @param prefix of the state's keys
 */
export function lifecycleRules(days: number, prefix: string): LifecycleRule[] {
  return [
    {
      ID: STATES,
      Status: "Enabled",
      Filter: { Prefix: "" },
      NoncurrentVersionExpiration: { NoncurrentDays: days, NewerNoncurrentVersions: VERSIONS_KEPT },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: UPLOADS_DAYS },
    },
    {
      ID: "strata-locks",
      Status: "Enabled",
      Filter: { Prefix: `${prefix}.pulumi/locks/` },
      NoncurrentVersionExpiration: { NoncurrentDays: LOCKS_DAYS },
      Expiration: { ExpiredObjectDeleteMarker: true },
    },
  ];
}

/** For how long the rules keep an older version; 0 where there is no such rule. */
export function lifecycleDays(rules: readonly LifecycleRule[] | undefined): number {
  const rule = rules?.find(({ ID, Status }) => ID === STATES && Status === "Enabled");
  return rule?.NoncurrentVersionExpiration?.NoncurrentDays ?? 0;
}
