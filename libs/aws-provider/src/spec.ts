import { HIDDEN } from "@strata/environment/problems";
import { MandatoryTags, StackTags } from "@strata/tagging";
import { z } from "zod";

const accountId = z.string().regex(/^\d{12}$/, "expected an account id of 12 digits, in quotes");
const roleArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "expected the ARN of an IAM role");
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
const sessionName = z
  .string()
  .regex(/^[\w+=,.@-]{2,64}$/, "expected 2 to 64 letters, digits and _ + = , . @ -");
const duration = z.string().regex(/^(\d+h)?(\d+m)?(\d+s)?$/, "expected a duration such as 1h or 30m");

/** A setting that would put credentials into code, configuration or state. */
const neverGiven = z.custom<undefined>((value) => value === undefined, {
  error:
    "credentials are never written down; use profile (AWS IAM Identity Center), assumeRoles, or " +
    "assumeRoleWithWebIdentity with webIdentityTokenFile",
  params: HIDDEN,
});

const assumeRole = z.strictObject({
  roleArn,
  sessionName: sessionName.optional(),
  externalId: z.string().min(2).optional(),
  duration: duration.optional(),
  policy: z.string().optional(),
  policyArns: z.array(z.string()).optional(),
  sourceIdentity: sessionName.optional(),
  tags: z.record(z.string(), z.string()).optional(),
  transitiveTagKeys: z.array(z.string()).optional(),
});

const assumeRoleWithWebIdentity = z
  .strictObject({
    roleArn,
    sessionName: sessionName.optional(),
    duration: duration.optional(),
    policy: z.string().optional(),
    policyArns: z.array(z.string()).optional(),
    webIdentityToken: neverGiven.optional(),
    /**
     * Where the CI system puts the token. To be preferred: a path is the same in every run, and what Pulumi does without
     * the program (a plain refresh or destroy) then finds the token of that run.
     */
    webIdentityTokenFile: z.string().min(1).optional(),
    /**
     * The name of the variable that holds the token, where there is no file. The token itself is in no code and no
     * configuration; in the state it is encrypted, and worth nothing within minutes.
     */
    webIdentityTokenVariable: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, "expected the name of a variable")
      .optional(),
  })
  .check(({ value, issues }) => {
    const ways = [value.webIdentityTokenFile, value.webIdentityTokenVariable].filter(
      (it) => it !== undefined,
    );
    if (ways.length === 1) return;
    issues.push({
      code: "custom",
      path: ["webIdentityTokenFile"],
      message: "give either webIdentityTokenFile or webIdentityTokenVariable",
      input: value.webIdentityTokenFile,
    });
  });

/**
 * All that decides which account and region an AWS provider acts on, and as whom. Unknown keys are errors, and
 * static credentials are refused wherever they are given. Whatever is not given has the default of the AWS
 * provider (https://www.pulumi.com/registry/packages/aws/api-docs/provider/).
 */
export const AwsProviderSpec = z
  .strictObject({
    /** For example `eu-central-1`. */
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as eu-central-1"),
    /** The provider refuses to act on any other account. */
    allowedAccountIds: z.array(accountId).min(1),
    /** The tags of every resource that differ from stack to stack; the rest is known. */
    tags: StackTags.extend({ repository: MandatoryTags.shape.repository }),
    accessKey: neverGiven.optional(),
    secretKey: neverGiven.optional(),
    token: neverGiven.optional(),
    /** A profile of the AWS configuration files. */
    profile: z.string().min(1).optional(),
    /** Roles to assume one after the other. Excludes assumeRoleWithWebIdentity. */
    assumeRoles: z.array(assumeRole).min(1).optional(),
    /** For CI with OpenID Connect. Excludes assumeRoles and profile. */
    assumeRoleWithWebIdentity: assumeRoleWithWebIdentity.optional(),
    /** Service to URL, for an emulator: `[{ s3: http://127.0.0.1:4566 }]`. */
    endpoints: z.array(z.record(z.string().regex(/^[a-z0-9]+$/), z.url())).optional(),
    maxRetries: z.number().int().min(0).optional(),
    retryMode: z.enum(["standard", "adaptive"]).optional(),
    s3UsePathStyle: z.boolean().optional(),
    skipCredentialsValidation: z.boolean().optional(),
    skipMetadataApiCheck: z.boolean().optional(),
    skipRegionValidation: z.boolean().optional(),
    skipRequestingAccountId: z.boolean().optional(),
    stsRegion: z.string().optional(),
    useDualstackEndpoint: z.boolean().optional(),
    useFipsEndpoint: z.boolean().optional(),
  })
  .check((context) => {
    const spec = context.value;
    if (spec.assumeRoleWithWebIdentity === undefined) return;
    for (const other of ["assumeRoles", "profile"] as const) {
      if (spec[other] === undefined) continue;
      const message = `not together with assumeRoleWithWebIdentity: give one of them`;
      context.issues.push({ code: "custom", path: [other], message, input: spec[other] });
    }
  });
export type AwsProviderSpec = z.output<typeof AwsProviderSpec>;
