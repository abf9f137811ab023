import { pathToFileURL } from "node:url";

/**
 * A folder as a URL for PULUMI_BACKEND_URL, without the metadata that the driver writes beside each file: a process that is
 * killed meanwhile leaves it empty, and every later command fails with "failed to load checkpoint: EOF" (setAttrs in
 * blob/fileblob/attrs.go of gocloud.dev; https://pkg.go.dev/gocloud.dev/blob/fileblob#URLOpener).
 */
export function folderBackendUrl(folder: string): string {
  return `${pathToFileURL(folder).href}?metadata=skip`;
}
