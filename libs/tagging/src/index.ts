export { checkTags, MAX_TAGS } from "./aws-tag-rules.ts";
export { MandatoryTags, TAG_KEYS } from "./mandatory-tags.ts";
export { StackTags } from "./stack-tags.ts";
export {
  type TaggedByLaunchTemplate,
  type TagSpecification,
  tagSpecifications,
} from "./tag-specifications.ts";
export { TagError, toTags } from "./to-tags.ts";
