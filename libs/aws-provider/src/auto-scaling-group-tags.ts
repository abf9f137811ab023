import { Tag } from "@pulumi/aws/autoscaling/tag.js";
import { type CustomResourceOptions, getStack, type Input } from "@pulumi/pulumi";
import { environmentDefinition } from "@strata/environment";

/**
 * Tags on an auto-scaling group that AWS makes for something else, such as EKS for a managed group of nodes: neither
 * default tags nor the tags of what it is made for reach it
 * (https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html). One resource a tag. The instances are left to
 * the launch template, whose tags reach their volumes too.
 *
 * An emulator makes no such group, so that against one there is nothing to tag.
 */
export function tagAutoScalingGroup(
  name: string,
  autoscalingGroupName: Input<string>,
  tags: Readonly<Record<string, string>>,
  options: CustomResourceOptions,
): Tag[] {
  if (environmentDefinition(getStack()).emulator !== undefined) return [];
  return Object.entries(tags).map(
    ([key, value]) =>
      new Tag(
        `${name}-${key}`,
        { autoscalingGroupName, tag: { key, value, propagateAtLaunch: false } },
        options,
      ),
  );
}
