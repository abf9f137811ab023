import { join } from "node:path";
import { Declarations } from "../declarations/declarations.ts";
import { ResourceTypes } from "../model/resource-type.ts";
import { STRATA_FOLDER } from "../store/paths.ts";
import { descriptors } from "./index.ts";

/** The types that the embedded AWS knows; what the SDK declares of them is read once for the workspace, and kept. */
export function embeddedTypes(): ResourceTypes {
  return new ResourceTypes(new Declarations(join(STRATA_FOLDER, "cache/declarations")), descriptors);
}
