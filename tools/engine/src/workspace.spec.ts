import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findWorkspaceRoot, workspacePaths } from "./workspace.ts";

describe("the workspace", () => {
  it("is found from any folder in it", () => {
    const root = findWorkspaceRoot(import.meta.dirname);
    expect(existsSync(join(root, "tools/engine/package.json"))).toBe(true);
    expect(findWorkspaceRoot(root)).toBe(root);
  });

  it("is missed with a message that says where it was looked for", () => {
    expect(() => findWorkspaceRoot(tmpdir())).toThrow(new RegExp(`${tmpdir()} is not in a Strata workspace`));
  });

  it("keeps all its state in .strata", () => {
    const { root, ...paths } = workspacePaths("/w", {});
    expect(root).toBe("/w");
    expect(paths.backendUrl).toBe("file:///w/.strata/state?metadata=skip");
    for (const [name, path] of Object.entries(paths)) {
      if (name !== "backendUrl") expect(path).toMatch(/^\/w\/\.strata(\/|$)/);
    }
  });

  it("takes another store of the embedded AWS, by an absolute path only", () => {
    expect(workspacePaths("/w", { STRATA_AWS_LOCAL_STORE: "/tmp/x.sqlite" }).cloudStore).toBe(
      "/tmp/x.sqlite",
    );
    expect(() => workspacePaths("/w", { STRATA_AWS_LOCAL_STORE: "x.sqlite" })).toThrow(
      /"x.sqlite".*absolute/,
    );
  });
});
