import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedVersion } from "./download-engine.ts";
import { readGoRequirements } from "./go-toolchain.ts";

describe("the Go module of the engine", () => {
  it("is for the version of the npm package pulumi", async () => {
    expect(await readGoRequirements()).toEqual({
      go: expect.stringMatching(/^1\.\d+/),
      pulumi: pinnedVersion(),
    });
  });

  it.each([
    [
      "one of the modules is missing",
      "module x\n\ngo 1.26\n\nrequire github.com/pulumi/pulumi/pkg/v3 v3.259.0\n",
    ],
    [
      "their versions differ",
      "module x\n\ngo 1.26\n\nrequire (\n\tgithub.com/pulumi/pulumi/pkg/v3 v3.259.0\n\tgithub.com/pulumi/pulumi/sdk/v3 v3.258.0\n)\n",
    ],
  ])("is refused if %s", async (_name, text) => {
    const folder = mkdtempSync(join(tmpdir(), "strata-go-"));
    try {
      writeFileSync(join(folder, "go.mod"), text);
      await expect(readGoRequirements(folder)).rejects.toThrow(
        /go\.mod must require .*pkg\/v3 and .*sdk\/v3/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
