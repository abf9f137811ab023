import { createServer } from "node:net";
import type { EngineClient } from "./engine-client.ts";

/** The port that debuggers try by themselves (https://nodejs.org/en/learn/getting-started/debugging). */
const DEFAULT_PORT = 9229;

export interface DebuggerSetup {
  readonly nodeArguments: readonly string[];
  /** Tells the user, through the engine, that the program waits for a debugger. */
  announce(engine: EngineClient, pid: number): Promise<void>;
}

/** For `pulumi up --attach-debugger`: the program waits at its first line until a debugger attaches. */
export async function debuggerSetup(): Promise<DebuggerSetup> {
  const port = (await isFree(DEFAULT_PORT)) ? DEFAULT_PORT : await freePort();
  return {
    nodeArguments: [`--inspect-brk=${port}`, "--inspect-publish-uid=http"],
    announce: (engine, pid) =>
      engine.startDebugging(
        {
          name: "Pulumi: Program (nodejs)",
          type: "node",
          request: "attach",
          processId: pid,
          port,
          continueOnAttach: true,
          skipFiles: ["<node_internals>/**"],
        },
        `on process id ${pid} and port ${port}`,
      ),
  };
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}

const freePort = () => listen(0);

const isFree = (port: number) =>
  listen(port).then(
    () => true,
    () => false,
  );
