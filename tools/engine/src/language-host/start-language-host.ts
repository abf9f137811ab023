import { createRequire } from "node:module";
import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { GRACE_MILLISECONDS } from "./child-process.ts";
import { EngineSessions } from "./engine-sessions.ts";
import { GRPC_OPTIONS } from "./grpc-options.ts";
import { type HostOptions, type ProgramIdentity } from "./host-options.ts";
import { languageService } from "./language-service.ts";
import { languageServices } from "./messages.ts";
import { selfBuiltAllowed } from "../self-built.ts";

export interface LanguageHostOptions {
  /** The node that runs programs; by default the one that runs this. */
  readonly node?: string;
  /**
   * The environment of programs: one for all, or one for each run. An engine that attaches does not send its own. By
   * default that of this process.
   */
  readonly env?: NodeJS.ProcessEnv | ((program: ProgramIdentity) => NodeJS.ProcessEnv);
  /** Where the output of programs goes; by default to the engine as messages. `process` is for a spawned host. */
  readonly output?: HostOptions["output"];
  /** host:port of the only engine, where it is known without a handshake. */
  readonly engineAddress?: string;
}

export interface LanguageHost {
  /** On 127.0.0.1; for `PULUMI_DEBUG_LANGUAGES=nodejs:<port>`. */
  readonly port: number;
  /** Cancels the programs that run, waits for their end, and stops. */
  close(): Promise<void>;
}

const { version } = createRequire(import.meta.url)("@pulumi/pulumi/package.json") as { version: string };

/** Starts a language host for Node.js programs, which serves any number of engines at once. */
export async function startLanguageHost(options: LanguageHostOptions = {}): Promise<LanguageHost> {
  const { env = process.env, output = "engine" } = options;
  const sessions = new EngineSessions(options.engineAddress);
  const server = new Server(GRPC_OPTIONS);
  const hostOptions: HostOptions = {
    node: options.node ?? process.execPath,
    environmentOf: typeof env === "function" ? env : () => env,
    output,
    ownProcessGroups: output === "engine",
    anyEnvironment: selfBuiltAllowed(process.env),
  };
  server.addService(languageServices.LanguageRuntimeService, languageService(hostOptions, sessions, version));
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  return {
    port,
    close: async () => {
      sessions.cancelAll();
      // Cancelled programs have ended by then; what still holds a connection does not hold up the end.
      const deadline = setTimeout(() => server.forceShutdown(), GRACE_MILLISECONDS + 1_000);
      await promisify(server.tryShutdown.bind(server))().finally(() => clearTimeout(deadline));
    },
  };
}
