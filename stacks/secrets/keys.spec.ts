import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { keyPolicy } from "./key-policies.ts";
import { Keys } from "./keys.ts";

const args = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  keyDeletionWindowInDays: 30,
  keyRotationPeriodInDays: 365,
};

let recording: Recording;

beforeEach(async () => {
  recording = await recordResources({ project: "secrets" });
  new Keys("keys", args, { provider: new Provider("aws", {}) });
  await recording.settled();
});

describe("Keys", () => {
  it("binds every resource to the provider it is given", () => {
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(6);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("has a rotated key with an alias for each purpose", () => {
    expect(recording.ofType("aws:kms/key:Key").map((it) => it.name)).toEqual([
      "keys-data",
      "keys-logs",
      "keys-secrets",
    ]);
    for (const { inputs } of recording.ofType("aws:kms/key:Key")) {
      expect(inputs).toMatchObject({
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
      });
    }
    expect(recording.ofType("aws:kms/alias:Alias").map((it) => it.inputs["name"])).toEqual([
      "alias/strata-dev-data",
      "alias/strata-dev-logs",
      "alias/strata-dev-secrets",
    ]);
  });

  it("has the policy of its purpose at each key", () => {
    const policyOf = (key: string) => String(recording.get("aws:kms/key:Key", key).inputs["policy"]);
    expect(policyOf("keys-logs")).toBe(keyPolicy("logs", args));
    expect(policyOf("keys-data")).toBe(keyPolicy("data", args));
    expect(policyOf("keys-secrets")).toBe(keyPolicy("secrets", args));
  });

  it("is this, which a reviewer reads, in a preview too", async () => {
    const known = resourceList(recording);
    expect(known).toMatchSnapshot();
    const preview = await recordResources({ project: "secrets", preview: true });
    const keys = new Keys("keys", args, { provider: new Provider("aws", {}) });
    await preview.settled();
    expect(resourceList(preview)).toBe(known);
    expect(preview.get("aws:kms/alias:Alias", "keys-data").inputs).toEqual({
      name: "alias/strata-dev-data",
      targetKeyId: UNKNOWN,
    });
    expect(await preview.valueOf(keys.arns.data)).toBeUndefined();
    expect(await preview.valueOf(keys.aliases.data)).toBe("alias/strata-dev-data");
  });
});
