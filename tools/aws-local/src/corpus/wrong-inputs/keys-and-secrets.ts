import type { Rows } from "./shared.ts";
import { REGISTRY, NO_KEY, IS_ABSENT, IS_ELSEWHERE, REQUIRED, long, document } from "./shared.ts";

const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const SSM = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html";

export const KEYS_AND_SECRETS_WRONG: Rows = {
  "aws:kms/key:Key": [
    [{ deletionWindowInDays: 6 }, "deletionWindowInDays", "7 to 30", `${KMS}/API_ScheduleKeyDeletion.html`],
    [{ deletionWindowInDays: 31 }, "deletionWindowInDays", "7 to 30", `${KMS}/API_ScheduleKeyDeletion.html`],
    [{ rotationPeriodInDays: 30 }, "rotationPeriodInDays", "90 to 2560", `${KMS}/API_EnableKeyRotation.html`],
    [{ keyUsage: "ENCRYPT" }, "keyUsage", "ENCRYPT_DECRYPT", `${KMS}/API_CreateKey.html`],
    [
      { customerMasterKeySpec: "AES_128" },
      "customerMasterKeySpec",
      "SYMMETRIC_DEFAULT",
      `${KMS}/API_CreateKey.html`,
    ],
    [{ policy: "none" }, "policy", "Expected a JSON document", `${KMS}/API_CreateKey.html`],
    [
      { policy: document({ Effect: "Allow", Action: "kms:*", Resource: "*" }) },
      "policy",
      "has no Principal",
      `${KMS}/API_PutKeyPolicy.html`,
    ],
    [{ description: long(8193) }, "description", "0 to 8192 characters", `${KMS}/API_CreateKey.html`],
  ],
  "aws:kms/alias:Alias": [
    [{ name: "data" }, "name", "Expected alias/", `${KMS}/API_CreateAlias.html`],
    [{ name: "alias/aws/data" }, "name", "not alias/aws/", `${KMS}/API_CreateAlias.html`],
    [
      { targetKeyId: "<deletedKey>" },
      "targetKeyId",
      "pending deletion until 2025-01-08",
      "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
    ],
    [{ targetKeyId: NO_KEY }, "targetKeyId", IS_ABSENT, `${KMS}/API_CreateAlias.html`],
    [{ targetKeyId: "<keyOfOtherRegion>" }, "targetKeyId", IS_ELSEWHERE, `${KMS}/API_CreateAlias.html`],
    [{ targetKeyId: undefined }, "targetKeyId", REQUIRED, `${REGISTRY}/kms/alias/`],
  ],
  "aws:kms/replicaKey:ReplicaKey": [
    [
      { primaryKeyArn: "mrk-1" },
      "primaryKeyArn",
      "the ARN of a multi-Region key",
      `${KMS}/API_ReplicateKey.html`,
    ],
  ],
  "aws:secretsmanager/secret:Secret": [
    [
      { recoveryWindowInDays: 3 },
      "recoveryWindowInDays",
      "0 (none) or 7 to 30",
      `${SECRETS}/API_DeleteSecret.html`,
    ],
    [
      { recoveryWindowInDays: 31 },
      "recoveryWindowInDays",
      "0 (none) or 7 to 30",
      `${SECRETS}/API_DeleteSecret.html`,
    ],
    [{ name: "my secret" }, "name", "letters, digits and /_+=.@-", `${SECRETS}/API_CreateSecret.html`],
    [
      { name: "taken-secret" },
      "name",
      "It is taken: arn:aws:secretsmanager",
      `${SECRETS}/API_CreateSecret.html`,
    ],
    [
      { name: "held-secret" },
      "name",
      "held back in its recovery window until 2025-01-31",
      "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html",
    ],
    [{ description: long(2049) }, "description", "0 to 2048 characters", `${SECRETS}/API_CreateSecret.html`],
    [{ kmsKeyId: NO_KEY }, "kmsKeyId", IS_ABSENT, `${SECRETS}/API_CreateSecret.html`],
    [{ kmsKeyId: "<deletedKey.arn>" }, "kmsKeyId", "pending deletion", `${SECRETS}/API_CreateSecret.html`],
    [
      { policy: document({ Effect: "Allow", Principal: "*", Resource: "*" }) },
      "policy",
      "has no Action",
      `${SECRETS}/API_PutResourcePolicy.html`,
    ],
  ],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    [
      { secretBinary: "AAAA" },
      "",
      "Only one of secretString, secretBinary",
      `${SECRETS}/API_PutSecretValue.html`,
    ],
    [
      { secretString: long(65_537) },
      "secretString",
      "1 to 65536 characters",
      `${SECRETS}/API_PutSecretValue.html`,
    ],
    [
      { secretId: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:nothing-ca1000" },
      "secretId",
      IS_ABSENT,
      `${SECRETS}/API_PutSecretValue.html`,
    ],
  ],
  "aws:secretsmanager/secretRotation:SecretRotation": [
    [
      { rotationRules: { automaticallyAfterDays: 1001 } },
      "rotationRules.automaticallyAfterDays",
      "1 to 1000",
      `${SECRETS}/API_RotationRulesType.html`,
    ],
    [
      { rotationRules: { duration: "three" } },
      "rotationRules.duration",
      "a duration like 3h",
      `${SECRETS}/API_RotationRulesType.html`,
    ],
  ],
  "aws:ssm/parameter:Parameter": [
    [{ type: "Text" }, "type", "String, StringList, SecureString", SSM],
    [{ tier: "Premium" }, "tier", "Standard, Advanced", SSM],
    [{ name: "/aws/mode" }, "name", "not aws or ssm", SSM],
    [{ dataType: "json" }, "dataType", "aws:ec2:image", SSM],
  ],
};
