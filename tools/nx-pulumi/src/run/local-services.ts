import { startAwsLocal } from "@strata/aws-local";
import { startLanguageHost } from "@strata/engine/language-host";

/** What one run shares among its stacks. */
export interface LocalServices {
  /** The variables that attach the services to an engine. */
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Starts the embedded AWS and a language host within this process, for all engines of a run: each engine would
 * otherwise start processes of its own for every provider of every stack.
 */
export async function startLocalServices(options: {
  storePath: string;
  /** The environment of programs. */
  programEnv: NodeJS.ProcessEnv;
}): Promise<LocalServices> {
  const [aws, host] = await Promise.all([
    startAwsLocal({ storePath: options.storePath }),
    startLanguageHost({ env: options.programEnv }),
  ]);
  return {
    env: { PULUMI_DEBUG_PROVIDERS: aws.debugProviders, PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` },
    close: async () => {
      await host.close();
      aws.close();
    },
  };
}
