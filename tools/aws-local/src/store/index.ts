export { storePath } from "./paths.ts";
export { Store, type StoredResource } from "./store.ts";
