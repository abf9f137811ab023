/** What a key is for. Each purpose has a key of its own, so that access to one says nothing about the others. */
export const KEY_PURPOSES = ["data", "logs", "secrets"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

interface Location {
  accountId: string;
  region: string;
}

interface Statement {
  Sid: string;
  Effect: "Allow";
  Principal: Record<string, string>;
  Action: string | string[];
  Resource: "*";
  Condition?: Record<string, Record<string, string | string[]>>;
}

/**
 * The policy of the key for a purpose, as JSON. The account's IAM policies decide who administers and uses it
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html); what AWS services do with it
 * on behalf of others is allowed here, each service for its key only.
 */
export function keyPolicy(purpose: KeyPurpose, location: Location): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [delegateToIam(location), ...serviceStatements(purpose, location)],
  });
}

function delegateToIam({ accountId }: Location): Statement {
  return {
    Sid: "DelegateToIamPoliciesOfTheAccount",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

function serviceStatements(purpose: KeyPurpose, location: Location): Statement[] {
  switch (purpose) {
    case "data":
      return [throughService("ec2", location), grantsThroughService("ec2", location)];
    case "logs":
      return [cloudWatchLogs(location)];
    case "secrets":
      return [throughService("secretsmanager", location)];
  }
}

// As in the policies of AWS's own keys: whoever of this account may use the service may use the key through it.
// This lets Auto Scaling start nodes with encrypted volumes without naming its service-linked role, which need
// not exist yet. https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
function throughService(service: string, { accountId, region }: Location): Statement {
  return {
    Sid: `UseThrough${service}`,
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: USE,
    Resource: "*",
    Condition: {
      StringEquals: {
        "kms:CallerAccount": accountId,
        "kms:ViaService": `${service}.${region}.amazonaws.com`,
      },
    },
  };
}

function grantsThroughService(service: string, location: Location): Statement {
  const use = throughService(service, location);
  return {
    ...use,
    Sid: `GrantsThrough${service}`,
    Action: "kms:CreateGrant",
    Condition: { ...use.Condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
function cloudWatchLogs({ accountId, region }: Location): Statement {
  return {
    Sid: "EncryptLogGroups",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*` },
    },
  };
}
