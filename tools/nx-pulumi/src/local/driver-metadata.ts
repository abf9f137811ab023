import { rmSync } from "node:fs";
import { checkpointPath } from "../stacks/checkpoint.ts";

/**
 * Removes the metadata that the driver of `file://` wrote beside a local stack's checkpoint before it was told not to
 * (`folderBackendUrl` in @strata/environment): it is read to this day where there is some, and an empty file, which a kill
 * may have left, keeps every command from the stack.
 */
export function removeDriverMetadata(backend: string, project: string, stack: string): void {
  const checkpoint = checkpointPath(backend, project, stack);
  for (const file of [checkpoint, `${checkpoint}.bak`]) rmSync(`${file}.attrs`, { force: true });
}
