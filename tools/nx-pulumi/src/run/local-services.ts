import { startAwsLocal } from "@strata/aws-local";
import { startLanguageHost } from "@strata/engine/language-host";
import { setFlagsFromString } from "node:v8";

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

/**
 * Keeps the memory of this process in proportion to what it holds, which is little at any size of the store, and not to what
 * there is: V8 lets its young generation grow to 128 MB, and collects the old one late. The process is Nx's, so that it has
 * no options of its own at its start, where the largest size of the young generation would be set; that it does not grow
 * is read whenever it would (V8 13.6, src/heap/new-spaces.cc and src/heap/memory-controller.cc).
 */
function collectEarly(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=30");
}
