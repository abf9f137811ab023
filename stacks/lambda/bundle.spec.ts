import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundle.ts";

const folder = import.meta.dirname;

describe("bundle", () => {
  it("is the same for the same sources, wherever they are", () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "bundle-"));
    try {
      cpSync(join(folder, "handler"), join(elsewhere, "handler"), { recursive: true });
      expect(bundle("handler/index.ts", elsewhere)).toBe(bundle("handler/index.ts", folder));
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it("holds all that the handler needs, and nothing of this machine", () => {
    const text = bundle("handler/index.ts", folder);
    expect(text).toMatch(/export \{[^}]*\bhandler\b/s);
    expect(text).not.toContain(folder);
    const imports = [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1]);
    expect(imports.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  });

  it("names what it cannot bundle", () => {
    expect(() => bundle("handler/missing.ts", folder)).toThrow(/missing\.ts/);
  });
});
