import type { Descriptors } from "../model/descriptor.ts";
import { given } from "./shared.ts";

/** Buckets and parameters. */
export const storage: Descriptors = {
  "aws:s3/bucket:Bucket": {
    naming: { property: "bucket", maxLength: 63, lowerCase: true },
    id: ({ name }) => name,
    defaults: { forceDestroy: false },
    computed: {
      arn: ({ partition, name }) => `arn:${partition}:s3:::${name}`,
      bucketDomainName: ({ name }) => `${name}.s3.amazonaws.com`,
      bucketRegion: ({ region }) => region,
      bucketRegionalDomainName: ({ name, region }) => `${name}.s3.${region}.amazonaws.com`,
      hostedZoneId: () => "Z10CA100000000",
    },
    replaceOn: ["bucket", "bucketPrefix", "objectLockEnabled"],
    json: ["policy"],
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    check: ({ inputs: { bucket } }) =>
      typeof bucket === "string" && !/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(bucket)
        ? [
            {
              property: "bucket",
              reason: "A bucket's name has 3 to 63 small letters, digits, hyphens and dots.",
            },
          ]
        : [],
  },
  "aws:ssm/parameter:Parameter": {
    naming: { property: "name", maxLength: 2048 },
    id: ({ name }) => name,
    computed: {
      arn: ({ arn, name }) => arn("ssm", `parameter/${name.replace(/^\//, "")}`),
      dataType: given("dataType", "text"),
      tier: given("tier", "Standard"),
      version: ({ previous }) => (typeof previous?.version === "number" ? previous.version + 1 : 1),
    },
    recomputed: { version: ["*"] },
    replaceOn: ["name"],
    replaceWhen: (before, after) => (before.tier === "Advanced" && after.tier === "Standard" ? ["tier"] : []),
  },
};
