export { environmentsOf, readConfig, SECRET_PLACEHOLDER } from "./read-config.ts";
export {
  type RecordedResource,
  type Recording,
  type RecordOptions,
  recordResources,
  UNKNOWN,
} from "./record-resources.ts";
export { refusalOf } from "./refusal-of.ts";
export { resourceList } from "./resource-list.ts";
