import type { Properties, PropertyType } from "./type-expression.ts";
import type { ResourceDeclaration } from "./read-declarations.ts";

/** Where a resource type has tags, as the installed SDK declares it. */
export interface TagPlaces {
  /** Whether `tags` is a map that the provider's default tags are added to; `tagsAll` then has both. */
  readonly defaultTags: boolean;
  /** A list of tags that the provider's default tags are not added to, such as an auto-scaling group's. */
  readonly ownList: boolean;
  /** Inputs that tag what the resource makes, type by type, such as a launch template's `tagSpecifications`. */
  readonly specifications: readonly string[];
}

/** Reads off a declaration where the type has tags; nothing of it is written down by hand. */
export function tagPlaces(declaration: ResourceDeclaration): TagPlaces {
  const tags = declaration.inputs["tags"]?.type;
  return {
    // A few types have tags of another shape; only a map of texts gets the provider's default tags.
    defaultTags: "tagsAll" in declaration.outputs && tags?.kind === "map",
    ownList: has(elementOf(tags, declaration), "key", "value"),
    specifications: Object.entries(declaration.inputs)
      .filter(([, { type }]) => has(elementOf(type, declaration), "resourceType", "tags"))
      .map(([name]) => name),
  };
}

function has(properties: Properties | undefined, ...names: readonly string[]): boolean {
  return properties !== undefined && names.every((name) => name in properties);
}

function elementOf(type: PropertyType | undefined, { types }: ResourceDeclaration): Properties | undefined {
  return type?.kind === "list" && type.element.kind === "object" ? types[type.element.name] : undefined;
}
