import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { Keys } from "./keys.ts";

const args = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  keyDeletionWindowInDays: 30,
};

let recording: Recording;

beforeEach(async () => {
  recording = await recordResources({ project: "secrets" });
  new Keys("keys", args, { provider: new Provider("aws", {}) });
  await recording.settled();
});

const policyOf = (key: string) => {
  const { policy } = recording.get("aws:kms/key:Key", key).inputs;
  return JSON.parse(String(policy)) as { Statement: { Sid: string; Condition?: Record<string, unknown> }[] };
};

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
      expect(inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    }
    expect(recording.ofType("aws:kms/alias:Alias").map((it) => it.inputs["name"])).toEqual([
      "alias/strata-dev-data",
      "alias/strata-dev-logs",
      "alias/strata-dev-secrets",
    ]);
  });

  it("lets the log service use the key of the logs, for log groups of the account only, and no other key", () => {
    expect(policyOf("keys-logs").Statement.at(-1)).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111111111111:log-group:*",
        },
      },
    });
    for (const other of ["keys-data", "keys-secrets"]) {
      expect(JSON.stringify(policyOf(other))).not.toContain("logs.");
    }
  });

  it("never lets everyone use a key without naming the account", () => {
    for (const key of recording.ofType("aws:kms/key:Key")) {
      const open = policyOf(key.name).Statement.filter((it) => JSON.stringify(it).includes('"AWS":"*"'));
      for (const statement of open) {
        expect(statement.Condition).toMatchObject({ StringEquals: { "kms:CallerAccount": "111111111111" } });
      }
    }
  });
});
