import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { given } from "./shared.ts";

const BODY = ["source", "sourceHash", "content", "contentBase64", "etag", "kmsKeyId"] as const;

/** What is set of a bucket, and what is in it. */
export const buckets: Descriptors = {
  "aws:s3/bucketVersioning:BucketVersioning": {
    id: ofBucket,
    uniqueKey: ({ text }) => text("bucket"),
    replaceOn: ["bucket", "expectedBucketOwner"],
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    id: ofBucket,
    uniqueKey: ({ text }) => text("bucket"),
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
    replaceOn: ["bucket"],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    id: ofBucket,
    uniqueKey: ({ text }) => text("bucket"),
    replaceOn: ["bucket"],
    json: ["policy"],
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    id: ({ text }) => `${text("bucket")}/${text("key")}`,
    uniqueKey: ({ text }) => `${text("bucket")}/${text("key")}`,
    defaults: { forceDestroy: false },
    computed: {
      arn: ({ partition, text }) => `arn:${partition}:s3:::${text("bucket")}/${text("key")}`,
      acl: given("acl", "private"),
      bucketKeyEnabled: given("bucketKeyEnabled", false),
      contentType: given("contentType", "application/octet-stream"),
      etag: versionOf("etag"),
      // An object of a bucket without versions has the version "null"; here each has one of its own.
      versionId: versionOf("version"),
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
      serverSideEncryption: given("serverSideEncryption", "AES256"),
      storageClass: given("storageClass", "STANDARD"),
      checksumCrc64nvme: versionOf("checksum"),
    },
    recomputed: { etag: BODY, versionId: BODY, checksumCrc64nvme: BODY },
    replaceOn: ["bucket", "key"],
  },
};

function ofBucket({ text }: ResourceContext): string {
  return text("bucket");
}

/** Another text with each body of an object. */
function versionOf(what: string): (context: ResourceContext) => string {
  return ({ hex, inputs }) =>
    hex(32, `${what} ${JSON.stringify(BODY.map((property) => inputs[property] ?? null))}`);
}
