export { checkTags, MAX_TAGS } from "./aws-tag-rules.ts";
export { DATA_CLASSIFICATIONS, MandatoryTags, TAG_KEYS, TagError, toTags } from "./mandatory-tags.ts";
export {
  type TaggedByLaunchTemplate,
  type TagSpecification,
  tagSpecifications,
} from "./tag-specifications.ts";
