import { CodeSigningConfig } from "@pulumi/aws/lambda/codeSigningConfig.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketObjectv2 } from "@pulumi/aws/s3/bucketObjectv2.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import { SigningJob } from "@pulumi/aws/signer/signingJob.js";
import { SigningProfile } from "@pulumi/aws/signer/signingProfile.js";
import {
  asset,
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  jsonStringify,
  type Output,
  RunError,
} from "@pulumi/pulumi";
import type { FunctionCode } from "./function-code.ts";
import { onlyOverTls } from "./only-over-tls.ts";

export interface SignedCodeArgs {
  /** Part of the name of the signing profile. */
  environment: string;
  code: Pick<FunctionCode, "path" | "sha256">;
}

/** What the provider leaves of a profile's prefix, before 26 digits of its own: https://www.pulumi.com/registry/packages/aws/api-docs/signer/signingprofile/ */
const PREFIX_LENGTH = 38;

/**
 * The archive, signed by AWS Signer, and the rule that Lambda takes no other: from the archive of this machine to the signed
 * one in a single update. Signer reads from a bucket that keeps versions, and writes to it.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
 */
export class SignedCode extends ComponentResource {
  /** What the function is given. */
  readonly configArn: Output<string>;
  readonly bucket: Output<string>;
  /** Of the signed archive: another one with every signature. */
  readonly key: Output<string>;

  constructor(name: string, { environment, code }: SignedCodeArgs, options?: ComponentResourceOptions) {
    super("strata:lambda:SignedCode", name, {}, options);
    const { bucket, versioning } = this.createBucket(name);
    const profile = this.createProfile(name, environment);
    this.configArn = this.createConfig(name, profile).arn;
    const object = new BucketObjectv2(
      name,
      {
        bucket: bucket.bucket,
        key: `unsigned/${Buffer.from(code.sha256, "base64").toString("hex")}.zip`,
        source: new asset.FileAsset(code.path),
        contentType: "application/zip",
      },
      // An object from before has the version "null".
      { parent: this, dependsOn: [versioning] },
    );
    const job = new SigningJob(
      name,
      {
        profileName: profile.name,
        source: { s3: { bucket: bucket.bucket, key: object.key, version: object.versionId } },
        destination: { s3: { bucket: bucket.bucket, prefix: "signed/" } },
      },
      // A new signature is there before the function leaves the old one.
      { parent: this },
    );
    this.bucket = bucket.bucket;
    this.key = job.signedObjects.apply((signed) => keyOf(signed));
    this.registerOutputs({ configArn: this.configArn, key: this.key });
  }

  /** Encrypted as every new bucket is: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
  private createBucket(name: string): { bucket: Bucket; versioning: BucketVersioning } {
    // All in it can be made again from the sources, and what Signer has written is not in the state.
    const bucket = new Bucket(`${name}-code`, { forceDestroy: true }, { parent: this });
    const versioning = new BucketVersioning(
      `${name}-code`,
      { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
    const access = new BucketPublicAccessBlock(
      `${name}-code`,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );
    new BucketPolicy(
      `${name}-code`,
      {
        bucket: bucket.bucket,
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
        policy: jsonStringify(onlyOverTls("s3:*", [bucket.arn, interpolate`${bucket.arn}/*`])),
      },
      // S3 refuses two changes of a bucket at the same time.
      { parent: this, dependsOn: [access] },
    );
    return { bucket, versioning };
  }

  /** A name is never free again, even after its profile is gone, so each has digits of its own. */
  private createProfile(name: string, environment: string): SigningProfile {
    const namePrefix = `strata_${environment}_${name}`.replace(/\W/g, "_").slice(0, PREFIX_LENGTH - 1) + "_";
    return new SigningProfile(name, { platformId: "AWSLambda-SHA384-ECDSA", namePrefix }, { parent: this });
  }

  private createConfig(name: string, profile: SigningProfile): CodeSigningConfig {
    return new CodeSigningConfig(
      name,
      {
        description: "Only what this stack's profile has signed",
        allowedPublishers: { signingProfileVersionArns: [profile.versionArn] },
        policies: { untrustedArtifactOnDeployment: "Enforce" },
      },
      { parent: this },
    );
  }
}

/** @throws {RunError} if the job has signed nothing, which Signer would have failed for */
export function keyOf(signed: { s3s?: { key?: string }[] }[]): string {
  const key = signed[0]?.s3s?.[0]?.key;
  if (key === undefined) {
    throw new RunError(
      "The signing job names no signed object. Look at it with: aws signer list-signing-jobs, then update again.",
    );
  }
  return key;
}
