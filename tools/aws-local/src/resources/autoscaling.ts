import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { isMap } from "../protocol/values.ts";

/** Tags on auto-scaling groups that are made by something else, such as a group of nodes. */
export const autoscaling: Descriptors = {
  "aws:autoscaling/tag:Tag": {
    // Made and changed by one and the same call, so that a second of the same key takes the first over.
    id: tagId,
    replaceOn: ["autoscalingGroupName", "tag.key"],
  },
};

/** https://www.pulumi.com/registry/packages/aws/api-docs/autoscaling/tag/#import */
function tagId({ text, inputs: { tag } }: ResourceContext): string {
  const key = isMap(tag) && typeof tag["key"] === "string" ? tag["key"] : "";
  return `${text("autoscalingGroupName")},${key}`;
}
