import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { daysAfter } from "./shared.ts";
import { markedUuid } from "../model/identity.ts";

/** Secrets, their versions, policies and rotation. */
export const secretsmanager: Descriptors = {
  "aws:secretsmanager/secret:Secret": {
    naming: { property: "name", maxLength: 512 },
    id: secretArn,
    defaults: { recoveryWindowInDays: 30, forceOverwriteReplicaSecret: false },
    computed: { arn: ({ id }) => id },
    replaceOn: ["name", "namePrefix"],
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
    heldBack: ({ recoveryWindowInDays: days }, deletedAt) =>
      days === 0
        ? undefined
        : {
            what: "its name is held back in its recovery window",
            until: daysAfter(deletedAt, typeof days === "number" ? days : 30),
          },
    json: ["policy"],
    check: ({ inputs: { name, recoveryWindowInDays: days } }) => [
      ...(typeof days === "number" && days !== 0 && (days < 7 || days > 30)
        ? [{ property: "recoveryWindowInDays", reason: `AWS allows 0 (none) or 7 to 30, got ${days}.` }]
        : []),
      // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
      ...(typeof name === "string" && !/^[\w/+=.@-]{1,512}$/.test(name)
        ? [{ property: "name", reason: "AWS allows letters, digits and /_+=.@- in the name of a secret." }]
        : []),
    ],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: (context) => `${context.text("secretId")}|${versionId(context)}`,
    computed: {
      arn: ({ text }) => text("secretId"),
      secretArn: ({ text }) => text("secretId"),
      versionId,
      versionStages: ({ inputs, previous }) =>
        inputs.versionStages ?? previous?.versionStages ?? ["AWSCURRENT"],
      hasSecretStringWo: ({ inputs }) => inputs.secretStringWo !== undefined,
    },
    replaceOn: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
    check: ({ inputs }) => {
      const given = ["secretString", "secretBinary", "secretStringWo"].filter(
        (key) => inputs[key] !== undefined,
      );
      return given.length > 1
        ? [{ property: "", reason: `Only one of ${given.join(", ")} may be given.` }]
        : [];
    },
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    id: ({ text }) => text("secretArn"),
    replaceOn: ["secretArn"],
    json: ["policy"],
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    id: ({ text }) => text("secretId"),
    defaults: { rotateImmediately: true },
    computed: { rotationEnabled: () => true },
    replaceOn: ["secretId"],
  },
};

/** AWS ends the ARN of a secret with six random characters. */
function secretArn({ arn, name, hex }: ResourceContext): string {
  return arn("secretsmanager", `secret:${name}-${hex(8, "suffix").slice(2)}`);
}

function versionId({ hex }: ResourceContext): string {
  return markedUuid(hex(64), "version");
}
