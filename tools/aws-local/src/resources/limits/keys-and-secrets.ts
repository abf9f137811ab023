import type { Limit } from "../../model/limits.ts";
import { atMost, name } from "./shared.ts";

const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const PARAMETER = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html";

export const KEYS_AND_SECRETS_LIMITS: Record<string, readonly Limit[]> = {
  "aws:kms/key:Key": [
    { path: "deletionWindowInDays", range: [7, 30], source: `${KMS}/API_ScheduleKeyDeletion.html` },
    { path: "rotationPeriodInDays", range: [90, 2560], source: `${KMS}/API_EnableKeyRotation.html` },
    {
      path: "keyUsage",
      oneOf: ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"],
      source: `${KMS}/API_CreateKey.html`,
    },
    atMost("description", 8192, `${KMS}/API_CreateKey.html`),
    {
      path: "customerMasterKeySpec",
      oneOf: [
        ...["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384"],
        ...["ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "HMAC_224", "HMAC_256", "HMAC_384"],
        ...["HMAC_512", "SM2", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87"],
      ],
      source: `${KMS}/API_CreateKey.html`,
    },
  ],
  "aws:kms/replicaKey:ReplicaKey": [
    { path: "deletionWindowInDays", range: [7, 30], source: `${KMS}/API_ScheduleKeyDeletion.html` },
    name(
      "primaryKeyArn",
      /^arn:aws[a-z-]*:kms:[a-z\d-]+:\d{12}:key\/mrk-/,
      "the ARN of a multi-Region key",
      `${KMS}/API_ReplicateKey.html`,
    ),
  ],
  "aws:secretsmanager/secret:Secret": [atMost("description", 2048, `${SECRETS}/API_CreateSecret.html`)],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    { path: "secretString", length: [1, 65_536], source: `${SECRETS}/API_PutSecretValue.html` },
    { path: "versionStages", count: [1, 20], source: `${SECRETS}/API_PutSecretValue.html` },
  ],
  "aws:secretsmanager/secretRotation:SecretRotation": [
    {
      path: "rotationRules.automaticallyAfterDays",
      range: [1, 1000],
      source: `${SECRETS}/API_RotationRulesType.html`,
    },
    name(
      "rotationRules.duration",
      /^[\dh]{2,3}$/,
      "a duration like 3h",
      `${SECRETS}/API_RotationRulesType.html`,
    ),
    name(
      "rotationRules.scheduleExpression",
      /^(cron|rate)\(.+\)$/,
      "cron(…) or rate(…)",
      `${SECRETS}/API_RotationRulesType.html`,
    ),
  ],
  "aws:ssm/parameter:Parameter": [
    { path: "type", oneOf: ["String", "StringList", "SecureString"], source: PARAMETER },
    { path: "tier", oneOf: ["Standard", "Advanced", "Intelligent-Tiering"], source: PARAMETER },
    name(
      "name",
      /^(?!\/?(aws|ssm))[\w./-]+$/i,
      "letters, digits and ._-/, not aws or ssm at the beginning",
      PARAMETER,
    ),
    atMost("description", 1024, PARAMETER),
    { path: "dataType", oneOf: ["text", "aws:ec2:image", "aws:ssm:integration"], source: PARAMETER },
  ],
};
