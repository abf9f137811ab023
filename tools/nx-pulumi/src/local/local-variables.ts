import type { WorkspacePaths } from "@strata/engine";

/** The passphrase of local stacks. It protects nothing and is no secret: local stacks hold no real one. */
const LOCAL_PASSPHRASE = "local";

/** The variables that make the Pulumi CLI work on this workspace's local stacks, beside those of its engine. */
export function localVariables(paths: WorkspacePaths): Record<string, string> {
  return {
    PULUMI_BACKEND_URL: paths.backendUrl,
    PULUMI_CONFIG_PASSPHRASE: LOCAL_PASSPHRASE,
    // Without it a preview looks for plugins on the network, and waits for that to fail.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}
