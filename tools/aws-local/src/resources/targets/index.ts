import { COMPUTE_TARGETS } from "./compute.ts";
import { DATABASE_TARGETS } from "./databases.ts";
import { IDENTITY_TARGETS } from "./identity.ts";
import { MONITORING_TARGETS } from "./monitoring.ts";
import { NETWORK_TARGETS } from "./network.ts";
import type { TargetRules } from "./shared.ts";
import { STORAGE_TARGETS } from "./storage.ts";

/** Which inputs refer to which types, each with the page of the call that refuses what does not exist. */
export const TARGETS: TargetRules = {
  ...NETWORK_TARGETS,
  ...COMPUTE_TARGETS,
  ...IDENTITY_TARGETS,
  ...DATABASE_TARGETS,
  ...MONITORING_TARGETS,
  ...STORAGE_TARGETS,
};
