import { join } from "node:path";
import { listResources, startAwsLocal } from "@strata/aws-local";
import { compileCacheVariables, ensureEngine, findWorkspaceRoot } from "@strata/engine";
import { startLanguageHost } from "@strata/engine/language-host";
import type { EphemeralPlace } from "@strata/testing/ephemeral-place";

const root = findWorkspaceRoot(import.meta.dirname);

/** The engine of the workspace, with an embedded AWS whose store is in the folder of the stacks. */
const place: EphemeralPlace = {
  open: async (folder) => {
    const engine = await ensureEngine({ root });
    const storePath = join(folder, "cloud.sqlite");
    const env = {
      ...engine.env,
      ...compileCacheVariables(root),
      STRATA_AWS_LOCAL_STORE: storePath,
    };
    const [aws, host] = await Promise.all([
      startAwsLocal({ storePath }),
      startLanguageHost({ env: { ...process.env, ...env } }),
    ]);
    return {
      command: engine.command,
      version: engine.version,
      environment: "local",
      env: {
        ...env,
        PULUMI_DEBUG_PROVIDERS: aws.debugProviders,
        PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}`,
      },
      resources: () => listResources(storePath),
      close: async () => {
        await host.close();
        aws.close();
      },
    };
  },
};

export default place;
