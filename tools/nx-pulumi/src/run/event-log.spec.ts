import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog } from "./event-log.ts";

it("reads what was appended, and a line cut in the middle of a character once it is whole", () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-log-"));
  const log = new EventLog(join(folder, "events.jsonl"));
  expect(log.read()).toEqual([]);
  const bytes = Buffer.from('{"stdoutEvent":{"message":"é"}}\n');
  const cut = bytes.indexOf(0xc3) + 1;
  appendFileSync(log.path, bytes.subarray(0, cut));
  expect(log.read()).toEqual([]);
  appendFileSync(log.path, bytes.subarray(cut));
  expect(log.read()).toEqual([{ stdoutEvent: { message: "é" } }]);
  expect(log.read()).toEqual([]);
  expect(log.events).toHaveLength(1);
  rmSync(folder, { recursive: true });
});
