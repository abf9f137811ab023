export { type RecordedResource, type Recording, recordResources } from "./record-resources.ts";
