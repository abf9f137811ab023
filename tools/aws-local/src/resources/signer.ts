import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { markedUuid } from "../model/identity.ts";
import { constant, creationTime, daysAfter, iamArn, owner, physicalName } from "./shared.ts";

/** https://docs.aws.amazon.com/signer/latest/developerguide/signing-profiles.html: a signature is valid for 135 months. */
const VALIDITY_DAYS = 4109;

/** Of AWS Signer: what code is signed with, and the signatures, each of which is made at once. */
export const signer: Descriptors = {
  "aws:signer/signingProfile:SigningProfile": {
    naming: { property: "name", maxLength: 64 },
    id: physicalName,
    computed: {
      arn: ({ arn, name }) => arn("signer", `/signing-profiles/${name}`),
      platformDisplayName: ({ text }) => platformName(text("platformId")),
      status: constant("Active"),
      version: profileVersion,
      versionArn: (context) =>
        context.arn("signer", `/signing-profiles/${context.name}/${profileVersion(context)}`),
    },
    replaceOn: [
      "name",
      "namePrefix",
      "platformId",
      "signatureValidityPeriod",
      "signingMaterial",
      "signingParameters",
    ],
    // https://docs.aws.amazon.com/signer/latest/api/API_PutSigningProfile.html
    check: ({ inputs: { name } }) =>
      typeof name === "string" && !/^\w{2,64}$/.test(name)
        ? [{ property: "name", reason: "A profile's name has 2 to 64 letters, digits and underscores." }]
        : [],
  },
  "aws:signer/signingJob:SigningJob": {
    id: jobId,
    uniqueKey: null,
    defaults: { ignoreSigningJobFailure: false },
    computed: {
      jobId,
      completedAt: creationTime,
      createdAt: creationTime,
      jobInvoker: owner,
      jobOwner: owner,
      requestedBy: (context) => iamArn(context, "root"),
      platformId: (context) => profileOf(context, "platformId"),
      platformDisplayName: (context) => profileOf(context, "platformDisplayName"),
      profileVersion: (context) => profileOf(context, "version"),
      signatureExpiresAt: ({ createdAt }) => daysAfter(new Date(createdAt), VALIDITY_DAYS).toISOString(),
      status: constant("Succeeded"),
      statusReason: constant("Signing Succeeded"),
      // Signer names what it writes after the job, behind the prefix.
      signedObjects: (context) => {
        const destination = context.inputs.destination as { s3: { bucket: string; prefix?: string } };
        const { bucket, prefix = "" } = destination.s3;
        return [{ s3s: [{ bucket, key: `${prefix}${jobId(context)}.zip` }] }];
      },
    },
    replaceOn: ["profileName", "source", "destination", "ignoreSigningJobFailure"],
  },
};

function profileVersion({ hex }: ResourceContext): string {
  return hex(10, "version");
}

function profileOf({ find, text }: ResourceContext, output: string): string {
  const value = find("aws:signer/signingProfile:SigningProfile", text("profileName"))?.[output];
  return typeof value === "string" ? value : "";
}

function jobId({ hex }: ResourceContext): string {
  return markedUuid(hex(64), "job");
}

/** https://docs.aws.amazon.com/signer/latest/developerguide/gs-platform.html */
function platformName(id: string): string {
  return id === "AWSLambda-SHA384-ECDSA" ? "AWS Lambda" : id;
}
