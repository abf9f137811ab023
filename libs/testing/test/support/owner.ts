// A process that owns an ephemeral stack until somebody ends it: `owner.ts idle` has brought it up, `owner.ts busy` is in
// the middle of it. It prints one line, the folder, once it is that far.
import { ephemeralStack } from "../../src/ephemeral/index.ts";
import { buckets, endless } from "./programs.ts";

const busy = process.argv[2] === "busy";
const stack = await ephemeralStack({ program: busy ? endless : buckets(["idle"]) });
const up = stack.up();
if (busy) {
  // If it fails, this process does, too.
  void up;
  while ((await stack.cloud()).length === 0);
} else await up;
process.stdout.write(`${stack.folder}\n`);
setInterval(() => undefined, 3_600_000);
