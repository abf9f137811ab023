// Speaks to an owner that is gone before this process can know it: `late-speaker.ts FILE` lets nothing of Node's run until
// the file is there, and speaks in the same turn of the loop.
import { existsSync } from "node:fs";
import { say } from "../../src/ephemeral/say.ts";

const sleeper = new Int32Array(new SharedArrayBuffer(4));
process.send?.("ready", () => {
  while (!existsSync(process.argv[2]!)) Atomics.wait(sleeper, 0, 0, 5);
  const connected = process.connected;
  say({ kind: "unready", error: "too late" });
  process.once("disconnect", () => process.stdout.write(`connected: ${connected}, and still here`));
});
