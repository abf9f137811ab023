import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

it("is no error to an owner that is gone, also where that is not yet known", async () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-say-"));
  try {
    const file = join(folder, "gone");
    const script = join(import.meta.dirname, "../../test/support/late-speaker.ts");
    const child = fork(script, [file], { execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
    const said = Promise.all([text(child.stdout!), text(child.stderr!)]);
    const ended = once(child, "exit");
    await once(child, "message");
    child.disconnect();
    writeFileSync(file, "");
    expect([await ended, await said]).toEqual([
      [0, null],
      ["connected: true, and still here", expect.not.stringContaining("EPIPE")],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
