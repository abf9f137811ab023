import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeDriverMetadata } from "./driver-metadata.ts";

it("removes the metadata of the stack, and nothing else", () => {
  const backend = mkdtempSync(join(tmpdir(), "strata-backend-"));
  try {
    const folder = join(backend, ".pulumi/stacks/network");
    removeDriverMetadata(backend, "network", "local");
    mkdirSync(folder, { recursive: true });
    const kept = ["local.json", "local.json.bak", "other.json", "other.json.attrs"];
    for (const name of [...kept, "local.json.attrs", "local.json.bak.attrs"])
      writeFileSync(join(folder, name), "");
    removeDriverMetadata(backend, "network", "local");
    expect(readdirSync(folder).sort()).toEqual(kept);
  } finally {
    rmSync(backend, { recursive: true, force: true });
  }
});
