import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LANGUAGE_HOST, writeLauncher } from "./launcher.ts";

describe("the launcher", () => {
  it("starts our host with the Node.js of the workspace, whatever is on PATH and wherever it lies", async () => {
    const folder = mkdtempSync(join(tmpdir(), "strata-launcher-"));
    try {
      const bin = join(folder, "it's a bin");
      mkdirSync(bin);
      await writeLauncher(bin, join(folder, "elsewhere"));
      const version = execFileSync(join(bin, LANGUAGE_HOST), ["--version"], {
        encoding: "utf8",
        env: { PATH: "/usr/bin:/bin" },
      });
      expect(version.trim()).toMatch(/^v\d+\.\d+\.\d+\+strata\.typescript$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
