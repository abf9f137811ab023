import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backendInUse } from "./backend-in-use.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "strata-backend-"))));
afterEach(() => rmSync(folder, { recursive: true }));

it("is what a variable says, else the project, else the last login, as for the CLI", () => {
  const home = { PULUMI_HOME: folder };
  expect(backendInUse(home, folder)).toBeUndefined();
  writeFileSync(join(folder, "credentials.json"), '{"current":"s3://login"}');
  expect(backendInUse(home, folder)).toBe("s3://login");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    "name: network\nbackend:\n  url: s3://project?region=eu-west-1\n",
  );
  expect(backendInUse(home, folder)).toBe("s3://project?region=eu-west-1");
  expect(backendInUse({ ...home, PULUMI_BACKEND_URL: "s3://given" }, folder)).toBe("s3://given");
});

it("says nothing of a login that cannot be read", () => {
  writeFileSync(join(folder, "credentials.json"), "{");
  expect(backendInUse({ PULUMI_HOME: folder }, folder)).toBeUndefined();
});
