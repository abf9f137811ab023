import { overwriteMessage } from "./overwrite-message.ts";

const version = (versionId: string) => ({
  key: "k",
  versionId,
  lastModified: new Date("2026-11-29T03:00:00Z"),
});
const lock = { key: "l", pid: 7, username: "bob", hostname: "h2", timestamp: "2026-11-29T03:00:00Z" };

it("names what was written over what, by whom, and the command that compares them", () => {
  const text = overwriteMessage(
    [{ version: version("v2"), before: version("v1"), after: version("v3"), writer: lock, certain: true }],
    { project: "network", stack: "dev" },
  );
  expect(text).toContain("network/dev under this run's lease");
  expect(text).toContain(
    "v2 of 2026-11-29T03:00:00.000Z, by bob@h2 (pid 7): over v1 and was itself overwritten by v3",
  );
  expect(text).toContain("npx strata state diff network -c dev --from v2 --to v3");
});

it("says where it is not certain, and where nobody had a lock", () => {
  const text = overwriteMessage(
    [{ version: version("v2"), before: undefined, after: undefined, writer: undefined, certain: false }],
    { project: "network", stack: "dev" },
  );
  expect(text).toContain("by something that has no lock of Pulumi's or by this run: the first of all");
});
