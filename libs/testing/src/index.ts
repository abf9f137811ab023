export { environmentsOf, readConfig } from "./read-config.ts";
export { type RecordedResource, type Recording, recordResources } from "./record-resources.ts";
