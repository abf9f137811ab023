import { existing, type TargetRules } from "./shared.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const START_JOB = "https://docs.aws.amazon.com/signer/latest/api/API_StartSigningJob.html";

/** Of S3 and Signer. */
export const STORAGE_TARGETS: TargetRules = {
  "aws:s3/bucketVersioning:BucketVersioning": {
    bucket: existing(BUCKET, `${S3}/API_PutBucketVersioning.html`),
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    bucket: existing(BUCKET, `${S3}/API_PutPublicAccessBlock.html`),
  },
  "aws:s3/bucketPolicy:BucketPolicy": { bucket: existing(BUCKET, `${S3}/API_PutBucketPolicy.html`) },
  "aws:s3/bucketObjectv2:BucketObjectv2": { bucket: existing(BUCKET, `${S3}/API_PutObject.html`) },
  "aws:signer/signingJob:SigningJob": {
    profileName: existing("aws:signer/signingProfile:SigningProfile", START_JOB),
    "source.s3.bucket": existing(BUCKET, START_JOB),
    "destination.s3.bucket": existing(BUCKET, START_JOB),
  },
};
