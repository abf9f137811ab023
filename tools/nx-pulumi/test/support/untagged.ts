import type { TagPlaces } from "@strata/aws-local";

/** A resource as `pulumi preview --json` has it: what is there once the preview has been carried out. */
export interface PreviewedResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface TagRules {
  /** The keys that every taggable resource must have. */
  readonly keys: readonly string[];
  /** Where a type has tags; `undefined` for one that the SDK does not declare. */
  readonly placesOf: (type: string) => TagPlaces | undefined;
}

/** What a launch template has to tag, since the provider's default tags do not reach what it makes. */
const TAGGED_BY_TEMPLATES = ["instance", "volume"];

/** The resources of which at least one tag is expected. */
export function taggable(
  resources: readonly PreviewedResource[],
  { placesOf }: TagRules,
): PreviewedResource[] {
  return resources.filter(({ type }) => {
    const places = type.startsWith("aws:") ? placesOf(type) : undefined;
    return places !== undefined && (places.defaultTags || places.ownList || places.specifications.length > 0);
  });
}

/** One line for each mandatory tag that is missing: the URN of the resource, the place, the key. */
export function missingTags(resources: readonly PreviewedResource[], rules: TagRules): string[] {
  return taggable(resources, rules).flatMap((resource) => {
    const places = rules.placesOf(resource.type);
    const inputs = resource.inputs ?? {};
    const missing: string[] = [];
    const expectAll = (place: string, tags: Readonly<Record<string, unknown>>): void => {
      for (const key of rules.keys) {
        const value = tags[key];
        if (typeof value !== "string" || value === "") missing.push(`${resource.urn}: ${place}: ${key}`);
      }
    };
    if (places?.defaultTags === true) expectAll("tagsAll", recordOf(inputs["tagsAll"]));
    if (places?.ownList === true) expectAll("tags", tagsInList(inputs["tags"]));
    for (const name of places?.specifications ?? []) {
      const given = listOf(inputs[name]);
      for (const made of TAGGED_BY_TEMPLATES) {
        const specification = given.find((it) => it["resourceType"] === made);
        expectAll(`${name} of ${made}`, recordOf(specification?.["tags"]));
      }
    }
    return missing;
  });
}

/**
 * One line for each mandatory tag that an auto-scaling group lacks which AWS makes for a group of nodes: it is no resource
 * of its own, and is tagged by others.
 */
export function missingGroupTags(resources: readonly PreviewedResource[], keys: readonly string[]): string[] {
  const tagged = new Set(
    resources
      .filter(({ type }) => type === "aws:autoscaling/tag:Tag")
      .map(
        ({ inputs }) =>
          `${String(inputs?.["autoscalingGroupName"])}: ${String(recordOf(inputs?.["tag"])["key"])}`,
      ),
  );
  return resources
    .filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")
    .flatMap(({ urn, outputs }) => {
      const groups = listOf(outputs?.["resources"]).flatMap((made) => listOf(made["autoscalingGroups"]));
      if (groups.length === 0) return [`${urn}: no auto-scaling group is known`];
      return groups.flatMap(({ name }) =>
        keys
          .filter((key) => !tagged.has(`${String(name)}: ${key}`))
          .map((key) => `${urn}: ${String(name)}: ${key}`),
      );
    });
}

function tagsInList(value: unknown): Record<string, unknown> {
  // A tag that new instances do not get is missing on them.
  const reaching = listOf(value).filter((tag) => tag["propagateAtLaunch"] === true);
  return Object.fromEntries(reaching.map((tag) => [String(tag["key"]), tag["value"]]));
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}
