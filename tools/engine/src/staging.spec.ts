import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeStaged } from "./staging.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-staging-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe("a staged folder", () => {
  it("takes the place of a broken one, and only when it is whole", async () => {
    const target = join(home, "versions/1");
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "half"), "");
    await makeStaged(home, target, async (folder) => {
      expect(existsSync(join(target, "half"))).toBe(true);
      writeFileSync(join(folder, "whole"), "yes");
    });
    expect(readdirSync(target)).toEqual(["whole"]);
    expect(readFileSync(join(target, "whole"), "utf8")).toBe("yes");
  });

  it("leaves nothing if making it fails, and removes what a killed process left", async () => {
    mkdirSync(join(home, ".staging-killed"));
    const make = () => Promise.reject(new Error("disk full"));
    await expect(makeStaged(home, join(home, "versions/1"), make)).rejects.toThrow("disk full");
    expect(readdirSync(home)).toEqual([]);
  });
});
