import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineSessions } from "./engine-sessions.ts";
import { GRPC_OPTIONS } from "./grpc-options.ts";
import type { HostOptions, ProgramIdentity } from "./host-options.ts";
import { languageService } from "./language-service.ts";
import { languageServices } from "./messages.ts";
import { selfBuiltAllowed } from "../self-built.ts";

export interface LanguageHostOptions {
  /** The node that runs programs; by default the one that runs this. */
  readonly node?: string;
  /** Arguments of node for every program. */
  readonly nodeArguments?: readonly string[];
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

/** Time for the last answers to leave. */
const FAREWELL_MILLISECONDS = 50;

const { version } = createRequire(import.meta.url)("@pulumi/pulumi/package.json") as { version: string };

/** Starts a language host for Node.js programs, which serves any number of engines at once. */
export async function startLanguageHost(options: LanguageHostOptions = {}): Promise<LanguageHost> {
  const { env = process.env, output = "engine" } = options;
  const sessions = new EngineSessions(options.engineAddress);
  const server = new Server(GRPC_OPTIONS);
  const hostOptions: HostOptions = {
    node: options.node ?? process.execPath,
    nodeArguments: options.nodeArguments ?? [],
    environmentOf: typeof env === "function" ? env : () => env,
    output,
    ownProcessGroups: output === "engine",
    anyEnvironment: selfBuiltAllowed(process.env),
  };
  const service = languageService(hostOptions, sessions, version);
  server.addService(languageServices.LanguageRuntimeService, service.implementation);
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  return {
    port,
    close: async () => {
      sessions.cancelAll();
      await service.settled();
      // By now all has been said. An orderly shutdown waits for the engines to close their connections, which takes
      // seconds where one is half closed already, and an engine waits for the end of its language host.
      await Promise.race([promisify(server.tryShutdown.bind(server))(), sleep(FAREWELL_MILLISECONDS)]);
      // Does not call back, and an orderly shutdown that it cuts short does not either.
      server.forceShutdown();
    },
  };
}
