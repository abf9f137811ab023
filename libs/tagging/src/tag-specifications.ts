/**
 * What a launch template makes and can tag
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecificationRequest.html).
 */
export type TaggedByLaunchTemplate = "instance" | "volume" | "network-interface" | "spot-instances-request";

/** An entry of a launch template's `tagSpecifications`. */
export interface TagSpecification {
  readonly resourceType: TaggedByLaunchTemplate;
  readonly tags: Record<string, string>;
}

/**
 * The same tags for each type of resource that a launch template makes: instances and their volumes are made by EC2, not
 * by the provider, so that its default tags do not reach them.
 */
export function tagSpecifications(
  tags: Readonly<Record<string, string>>,
  resourceTypes: readonly TaggedByLaunchTemplate[],
): TagSpecification[] {
  return resourceTypes.map((resourceType) => ({ resourceType, tags: { ...tags } }));
}
