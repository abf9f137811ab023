import { isMap, type Value, type ValueMap } from "../protocol/values.ts";

/** The outputs that filters are about, by the filter's name. */
const FILTERS: Record<string, readonly string[]> = {
  "availability-zone": ["availabilityZone"],
  "availability-zone-id": ["availabilityZoneId"],
  cidr: ["cidrBlock"],
  "cidr-block": ["cidrBlock"],
  description: ["description"],
  "group-id": ["id"],
  "group-name": ["name"],
  "map-public-ip-on-launch": ["mapPublicIpOnLaunch"],
  "owner-id": ["ownerId"],
  "subnet-id": ["id"],
  "vpc-id": ["vpcId", "id"],
};

/**
 * Whether a resource passes all filters, in EC2's form: names and values, in which `*` and `?` are wildcards.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html
 * Throws an Error for a filter that is not implemented.
 */
export function passesFilters(filters: Value | undefined, outputs: ValueMap): boolean {
  return (Array.isArray(filters) ? filters : []).filter(isMap).every(({ name, values }) => {
    const found = valueOf(String(name), outputs);
    return (Array.isArray(values) ? values : []).some((pattern) =>
      found.some((value) => matches(String(pattern), value)),
    );
  });
}

/** Whether a resource has all of the tags. */
export function hasTags(tags: Value | undefined, outputs: ValueMap): boolean {
  const own = isMap(outputs.tagsAll) ? outputs.tagsAll : {};
  return Object.entries(isMap(tags) ? tags : {}).every(([key, value]) => own[key] === value);
}

function valueOf(name: string, outputs: ValueMap): string[] {
  const tags = isMap(outputs.tagsAll) ? outputs.tagsAll : {};
  if (name.startsWith("tag:")) {
    const value = tags[name.slice("tag:".length)];
    return value === undefined ? [] : [String(value)];
  }
  if (name === "tag-key") return Object.keys(tags);
  const property = FILTERS[name]?.find((output) => outputs[output] !== undefined);
  if (FILTERS[name] === undefined) {
    throw new Error(
      `The embedded AWS does not implement the filter ${name} yet; it has tag:KEY, tag-key, ` +
        `${Object.keys(FILTERS).join(", ")}. It would be added in tools/aws-local/src/invokes/ec2-filters.ts.`,
    );
  }
  return property === undefined ? [] : [String(outputs[property])];
}

function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}
