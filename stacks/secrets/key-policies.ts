/** What the keys of every account and region are for. Each has one of its own, so that access to one says nothing of the others. */
export const KEY_PURPOSES = ["data", "logs", "secrets"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

// What it takes to look after a key, without any way to encrypt or decrypt with it: CreateGrant is not among it either,
// since a grant gives its holder the use.
const ADMINISTER = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:Describe*",
  "kms:Disable*",
  "kms:Enable*",
  "kms:Get*",
  "kms:List*",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:Update*",
];

/** The services that encrypt what is stored with the key for data, on behalf of whoever stores it. */
const DATA_SERVICES = ["dynamodb", "ec2", "elasticfilesystem", "lambda", "rds", "s3", "sns", "sqs"];

export interface Location {
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
 * The policy of the key for a purpose, as JSON. IAM policies of the account decide who administers a key, which does not
 * let them use it; whoever uses it does so through the services that the purpose is for, each on its own terms
 * (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html).
 */
export function keyPolicy(purpose: KeyPurpose | "pulumi", location: Location): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [administer(location), ...useStatements(purpose, location)],
  });
}

function administer({ accountId }: Location): Statement {
  return {
    Sid: "AdministerThroughIamPoliciesOfTheAccount",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: ADMINISTER,
    Resource: "*",
  };
}

function useStatements(purpose: KeyPurpose | "pulumi", location: Location): Statement[] {
  switch (purpose) {
    case "data":
      return [
        useThroughServices(DATA_SERVICES, location),
        grantsForServices(location),
        ...volumesOfNodes(location),
        alarmsToTopics(location),
      ];
    case "logs":
      return [logGroups(location)];
    case "secrets":
      return [readersOfSecrets(location), useThroughIam(USE, location), grantsForServices(location)];
    case "pulumi":
      // The engine calls KMS itself, as whoever runs it.
      return [useThroughIam(["kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"], location)];
  }
}

/** IAM policies of the account may allow the use. */
function useThroughIam(actions: readonly string[], location: Location): Statement {
  return { ...administer(location), Sid: "UseThroughIamPoliciesOfTheAccount", Action: [...actions] };
}

/** As {@link useThroughIam}, but not directly: only as part of what a service does for its caller. */
function useThroughServices(services: readonly string[], location: Location): Statement {
  return {
    ...useThroughIam(USE, location),
    Sid: "UseThroughServices",
    Condition: {
      StringEquals: {
        "kms:ViaService": services.map((service) => `${service}.${location.region}.amazonaws.com`),
      },
    },
  };
}

/** A service that goes on using the key after the call of its user (a database, a cluster) has itself a grant made. */
function grantsForServices(location: Location): Statement {
  return {
    ...useThroughIam(["kms:CreateGrant"], location),
    Sid: "GrantsForServices",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}

// As in the policies of AWS's own keys: whoever of this account may use the service may use the key through it.
// This lets Auto Scaling start nodes with encrypted volumes without naming its service-linked role, which need
// not exist yet. https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
function volumesOfNodes(location: Location): Statement[] {
  const use = throughService("ec2", location);
  return [
    use,
    {
      ...use,
      Sid: "GrantsThroughec2",
      Action: "kms:CreateGrant",
      Condition: { ...use.Condition, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** Whoever may read a secret may decrypt it, and nothing else: the secret's own policy and IAM decide who may. */
function readersOfSecrets(location: Location): Statement {
  return throughService("secretsmanager", location);
}

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

// An alarm cannot reach an encrypted topic without it, and says so nowhere.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
function alarmsToTopics({ accountId }: Location): Statement {
  return {
    Sid: "AlarmsToEncryptedTopics",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
function logGroups({ accountId, region }: Location): Statement {
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
