import type { ChangeSet } from "@strata/change-set";
import { lastName } from "../security/leaves.ts";
import { publicText, publicValue } from "../text/public-value.ts";

/**
 * A change set of which everything may be shown. What repeats another property is left out: a provider reports each
 * changed tag twice, as `tags.Owner` and as `tagsAll.Owner`.
 */
export function sanitize(changeSet: ChangeSet): ChangeSet {
  return {
    ...changeSet,
    resources: changeSet.resources.map((resource) => ({
      ...resource,
      name: publicText(resource.name),
      properties: withoutRepeatedTags(resource.properties).map((property) => ({
        ...property,
        path: publicText(property.path),
        ...shown(property, lastName(property.path)),
      })),
      ...(resource.inputs === undefined
        ? {}
        : { inputs: publicValue(resource.inputs) as Record<string, unknown> }),
    })),
    outputs: changeSet.outputs.map((output) => ({ ...output, ...shown(output, output.name) })),
    policies: changeSet.policies.map((finding) => ({ ...finding, message: publicText(finding.message) })),
    diagnostics: changeSet.diagnostics.map((one) => ({ ...one, message: publicText(one.message) })),
  };
}

function shown(value: { old?: unknown; new?: unknown }, name: string): { old?: unknown; new?: unknown } {
  return {
    ...("old" in value ? { old: publicValue(value.old, name) } : {}),
    ...("new" in value ? { new: publicValue(value.new, name) } : {}),
  };
}

function withoutRepeatedTags<
  Property extends { readonly path: string; readonly old?: unknown; readonly new?: unknown },
>(properties: readonly Property[]): Property[] {
  const tags = new Map(
    properties.filter(({ path }) => /^tags\b/.test(path)).map((tag) => [tag.path, valuesIn(tag)]),
  );
  return properties.filter((property) => {
    if (!property.path.startsWith("tagsAll")) return true;
    const own = property.path.replace(/^tagsAll/, "tags");
    return tags.get(own) !== valuesIn(property);
  });
}

function valuesIn({ old, new: now }: { readonly old?: unknown; readonly new?: unknown }): string {
  return JSON.stringify([old, now]);
}
