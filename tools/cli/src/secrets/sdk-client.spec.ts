import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientSettings } from "./sdk-client.ts";

it("goes to the emulator of the settings, with keys that are of nothing", async () => {
  const endpoints = [{ secretsmanager: "http://127.0.0.1:5000", sts: "http://127.0.0.1:5000" }];
  const { credentials, ...settings } = clientSettings({ endpoints }, "eu-west-1", "secretsmanager");
  expect(settings).toEqual({ region: "eu-west-1", endpoint: "http://127.0.0.1:5000" });
  expect(await credentials()).toEqual({ accessKeyId: "emulator", secretAccessKey: "emulator" });
});

it("is the profile of the settings, at AWS itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "strata-profile-"));
  const file = join(folder, "config");
  const keys = { Version: 1, AccessKeyId: "ASIAEXAMPLE", SecretAccessKey: "x", SessionToken: "y" };
  writeFileSync(join(folder, "keys.json"), JSON.stringify(keys));
  writeFileSync(file, `[profile mine]\ncredential_process = cat ${join(folder, "keys.json")}\n`);
  const before = process.env["AWS_CONFIG_FILE"];
  process.env["AWS_CONFIG_FILE"] = file;
  try {
    const { credentials, ...settings } = clientSettings({ profile: "mine" }, "eu-west-1", "secretsmanager");
    expect(settings).toEqual({ region: "eu-west-1" });
    expect(await credentials()).toMatchObject({ accessKeyId: "ASIAEXAMPLE", sessionToken: "y" });
  } finally {
    if (before === undefined) delete process.env["AWS_CONFIG_FILE"];
    else process.env["AWS_CONFIG_FILE"] = before;
    rmSync(folder, { recursive: true });
  }
});

it("never looks for credentials by itself", () => {
  expect(() => clientSettings({}, "eu-west-1", "secretsmanager")).toThrow(/name no identity/);
});
