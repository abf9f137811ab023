import type { Descriptors } from "../model/descriptor.ts";

/** Tags on what something else has made, such as the security group of a cluster. */
export const ec2Tags: Descriptors = {
  "aws:ec2/tag:Tag": {
    // Made and changed by one and the same call, so that a second of the same key takes the first over.
    // https://www.pulumi.com/registry/packages/aws/api-docs/ec2/tag/#import
    id: ({ text }) => `${text("resourceId")},${text("key")}`,
    replaceOn: ["resourceId", "key"],
  },
};
