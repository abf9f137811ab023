import { type EngineEvent, parseEventLog } from "@strata/change-set";
import { closeSync, openSync, readSync } from "node:fs";

/** Reads the file that an engine appends its events to, as far as it has been written. */
export class EventLog {
  readonly events: EngineEvent[] = [];
  readonly path: string;
  #position = 0;
  #rest = Buffer.alloc(0);

  constructor(path: string) {
    this.path = path;
  }

  /** Reads what was appended since the last call. Before the engine has made the file there is nothing. */
  read(): readonly EngineEvent[] {
    const appended = Buffer.concat([this.#rest, this.#readAppended()]);
    const end = appended.lastIndexOf(0x0a) + 1;
    this.#rest = appended.subarray(end);
    const found = parseEventLog(appended.subarray(0, end).toString("utf8"));
    this.events.push(...found);
    return found;
  }

  #readAppended(): Buffer {
    let file: number;
    try {
      file = openSync(this.path, "r");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
      throw error;
    }
    try {
      const chunks: Buffer[] = [];
      for (;;) {
        const chunk = Buffer.alloc(1 << 16);
        const count = readSync(file, chunk, 0, chunk.length, this.#position);
        if (count === 0) return Buffer.concat(chunks);
        this.#position += count;
        chunks.push(chunk.subarray(0, count));
      }
    } finally {
      closeSync(file);
    }
  }
}
