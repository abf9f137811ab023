import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerPlugins } from "./provider-plugins.ts";
import { downloadFailure, missingPluginsMessage } from "./require-plugins.ts";

describe("the plugins of a stack", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "strata-plugins-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (folder: string, content: object): void => {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, "package.json"), JSON.stringify(content));
  };

  it("are those of its SDK packages and of what these need, and no other's", () => {
    const plugin = (name: string, version: string) => ({ pulumi: { resource: true, name, version } });
    write("stacks/eks", { dependencies: { "@pulumi/pulumi": "3", "@pulumi/eks": "4", zod: "4" } });
    write("node_modules/@pulumi/pulumi", {});
    write("node_modules/@pulumi/aws", plugin("aws", "7.48.0"));
    write("node_modules/@pulumi/random", plugin("random", "4.0.0"));
    write("node_modules/@pulumi/eks", { ...plugin("eks", "4.3.0"), dependencies: { "@pulumi/aws": "^7" } });
    expect(providerPlugins(join(root, "stacks/eks"))).toEqual([
      { name: "aws", version: "7.48.0" },
      { name: "eks", version: "4.3.0" },
    ]);
  });
});

// As Pulumi 3.259.0 printed it.
const FAILED = `Downloading provider: aws
warning: Error downloading plugin: Get "https://get.pulumi.com/x.tar.gz": dial tcp: lookup get.pulumi.com: no such host
Will retry in 1.28s [5/5]
error: [resource plugin aws-7.48.0] downloading from : failed to download plugin: aws-7.48.0: failed all 5 attempts`;

it("why a plugin cannot be had is its cause, not how often that was tried", () => {
  expect(downloadFailure(FAILED)).toBe(
    'Get "https://get.pulumi.com/x.tar.gz": dial tcp: lookup get.pulumi.com: no such host',
  );
  expect(downloadFailure("error: no space left on device")).toBe("no space left on device");
});

it("what to do is one sentence", () => {
  const text = missingPluginsMessage("sandbox", ["aws 7.48.0", "eks 4.3.0"], "no such host");
  expect(text).toMatch(
    /^"sandbox" runs the real providers, and aws 7.48.0, eks 4.3.0 could not .* \(no such host\): /,
  );
  expect(text).toMatch(/npx pulumi plugin install resource aws 7.48.0 --exact --file <archive>/);
  expect(text).not.toContain("\n");
});
