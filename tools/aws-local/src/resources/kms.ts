import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { markedUuid } from "../model/identity.ts";
import { daysAfter, given, iamArn } from "./shared.ts";

/** Keys and their aliases. */
export const kms: Descriptors = {
  "aws:kms/key:Key": {
    id: keyId,
    defaults: {
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      isEnabled: true,
      enableKeyRotation: false,
      bypassPolicyLockoutSafetyCheck: false,
    },
    computed: {
      arn: ({ arn, id }) => arn("kms", `key/${id}`),
      keyId: ({ id }) => id,
      description: given("description", ""),
      multiRegion: given("multiRegion", false),
      policy: given("policy", (context) => defaultKeyPolicy(context)),
      rotationPeriodInDays: given("rotationPeriodInDays", ({ inputs }) =>
        inputs.enableKeyRotation === true ? 365 : 0,
      ),
    },
    replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
    json: ["policy"],
    // https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
    heldBack: ({ deletionWindowInDays: days }, deletedAt) => ({
      what: "is pending deletion",
      until: daysAfter(deletedAt, typeof days === "number" && days > 0 ? days : 30),
    }),
  },
  "aws:kms/alias:Alias": {
    naming: { property: "name", maxLength: 255, prefix: "alias/" },
    id: ({ name }) => name,
    computed: {
      arn: ({ arn, name }) => arn("kms", name),
      targetKeyArn: ({ arn, text }) => {
        const key = text("targetKeyId");
        return key.startsWith("arn:") ? key : arn("kms", `key/${key}`);
      },
    },
    recomputed: { targetKeyArn: ["targetKeyId"] },
    replaceOn: ["name", "namePrefix"],
    check: ({ inputs: { name } }) =>
      typeof name !== "string" || /^alias\/(?!aws\/)[\w/-]+$/.test(name)
        ? []
        : [
            {
              property: "name",
              reason: `Expected alias/ and letters, digits, "/", "_", "-", not alias/aws/; got ${JSON.stringify(name)}.`,
            },
          ],
  },
  "aws:kms/replicaKey:ReplicaKey": {
    id: ({ text }) => text("primaryKeyArn").split("/").pop() ?? "",
    uniqueKey: ({ text }) => text("primaryKeyArn"),
    defaults: { enabled: true, bypassPolicyLockoutSafetyCheck: false },
    computed: {
      arn: ({ arn, id }) => arn("kms", `key/${id}`),
      keyId: ({ id }) => id,
      keySpec: () => "SYMMETRIC_DEFAULT",
      keyUsage: () => "ENCRYPT_DECRYPT",
      policy: given("policy", (context) => defaultKeyPolicy(context)),
    },
    replaceOn: ["primaryKeyArn"],
    json: ["policy"],
  },
};

function keyId({ hex, inputs }: ResourceContext): string {
  const seed = hex(64);
  // https://docs.aws.amazon.com/kms/latest/developerguide/mrk-about.html
  return inputs.multiRegion === true
    ? `mrk-${markedUuid(seed, "key").replaceAll("-", "")}`
    : markedUuid(seed, "key");
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultKeyPolicy(context: ResourceContext): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: iamArn(context, "root") },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}
