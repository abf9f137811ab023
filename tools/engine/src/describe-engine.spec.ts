import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEngine } from "./describe-engine.ts";

describe("describing the engine", () => {
  it("says that there is none, why, and what the next command does, and installs nothing", async () => {
    const root = mkdtempSync(join(tmpdir(), "strata-describe-"));
    try {
      const { engine, failures, text } = await describeEngine({ root, env: { PATH: "" } });
      expect(engine).toBeUndefined();
      expect(failures.map(({ way }) => way)).toEqual(["path", "cache"]);
      expect(text).toMatch(/downloads the official CLI or, .*, builds it with Go/);
      expect(existsSync(join(root, ".strata"))).toBe(false);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
