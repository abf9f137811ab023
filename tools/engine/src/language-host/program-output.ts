import { StringDecoder } from "node:string_decoder";
import type { EngineLog } from "./engine-client.ts";

export type OutputStream = "stdout" | "stderr";

/** Where the output of a program goes. */
export interface ProgramOutput {
  write(stream: OutputStream, chunk: Buffer): void;
  /** Resolves when all that was written has arrived. */
  end(): Promise<void>;
}

/** Passes output on as it is: the engine that spawned this host reads the host's own output. */
export function processOutput(): ProgramOutput {
  return {
    write: (stream, chunk) => void process[stream].write(chunk),
    end: () =>
      new Promise((resolve) =>
        process.stdout.write("", () => process.stderr.write("", () => resolve(undefined))),
      ),
  };
}

let lastStreamId = 0;

/**
 * Sends output to the engine as log messages, for a host whose own output the engine does not read. Lines stay whole
 * and in order; blank ones are left out, as the engine leaves them out of what it reads itself. Everything is sent as
 * `info`: an error message would fail the update, and programs warn on stderr.
 */
export function engineLogOutput(log: EngineLog): ProgramOutput {
  const streams = {
    stdout: { decoder: new StringDecoder("utf8"), rest: "", id: ++lastStreamId },
    stderr: { decoder: new StringDecoder("utf8"), rest: "", id: ++lastStreamId },
  };
  const waiting: { message: string; streamId: number }[] = [];
  let sending: Promise<void> | undefined;

  // One call at a time: the engine handles calls in parallel, and would mix up lines. What comes in while one is under
  // way goes into the next, so that a talkative program costs few calls.
  async function send(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await log(next.message, next.streamId);
    }
    sending = undefined;
  }
  function queue(stream: OutputStream, text: string): void {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length === 0) return;
    const message = `${lines.join("\n")}\n`;
    const { id: streamId } = streams[stream];
    const last = waiting.at(-1);
    if (last?.streamId === streamId) last.message += message;
    else waiting.push({ message, streamId });
    sending ??= send();
  }

  return {
    write(stream, chunk) {
      const state = streams[stream];
      const text = state.rest + state.decoder.write(chunk);
      const end = text.lastIndexOf("\n") + 1;
      state.rest = text.slice(end);
      queue(stream, text.slice(0, end));
    },
    async end() {
      for (const stream of ["stdout", "stderr"] as const) {
        const state = streams[stream];
        queue(stream, state.rest + state.decoder.end());
        state.rest = "";
      }
      await sending;
    },
  };
}
