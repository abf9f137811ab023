import { collectEarly, startAwsLocal } from "@strata/aws-local";
import { startLanguageHost } from "@strata/engine/language-host";

/**
 * A young generation that begins at 16 MB, and not at 1: a program lives for a second or two, and what it copies until V8
 * has made it larger is a twentieth of its time. NODE_OPTIONS may set the largest size only.
 */
const YOUNG_GENERATION = ["--min-semi-space-size=16"];

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
  collectEarly();
  const [aws, host] = await Promise.all([
    startAwsLocal({ storePath: options.storePath }),
    startLanguageHost({ env: options.programEnv, nodeArguments: YOUNG_GENERATION }),
  ]);
  return {
    env: { PULUMI_DEBUG_PROVIDERS: aws.debugProviders, PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` },
    close: async () => {
      await host.close();
      aws.close();
    },
  };
}
