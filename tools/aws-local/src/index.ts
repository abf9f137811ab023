export { type AwsLocal, startAwsLocal } from "./start-aws-local.ts";
export { installLocalPlugins, type InstalledPlugin } from "./plugins/install-local-plugins.ts";
export { type EditedProperty, EditRefusedError, editResource, type PropertyEdit } from "./edit-resource.ts";
export { declaredTagPlaces } from "./declared-tag-places.ts";
export type { TagPlaces } from "./declarations/tag-places.ts";
export { listResources, type LocalResource, openStore } from "./list-resources.ts";
export { isTestedType } from "./resources/tested-types.ts";
export { storePath } from "./store/paths.ts";
export { type Store, type StoredResource } from "./store/store.ts";
