import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { Secrets } from "./secrets.ts";

const args = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  keyDeletionWindowInDays: 30,
  secretRecoveryWindowInDays: 7,
};

let recording: Recording;
let secrets: Secrets;

beforeEach(async () => {
  recording = await recordResources({ project: "secrets" });
  secrets = new Secrets("secrets", args, { provider: new Provider("aws", {}) });
  await recording.settled();
});

const policyOf = (key: string) => {
  const { policy } = recording.get("aws:kms/key:Key", key).inputs;
  return JSON.parse(String(policy)) as { Statement: { Sid: string; Condition?: Record<string, unknown> }[] };
};

describe("Secrets", () => {
  it("binds every resource to the provider it is given", () => {
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(7);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("has a rotated key with an alias for each purpose", () => {
    expect(recording.ofType("aws:kms/key:Key").map((it) => it.name)).toEqual([
      "secrets-data",
      "secrets-logs",
      "secrets-secrets",
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
    expect(policyOf("secrets-logs").Statement.at(-1)).toMatchObject({
      Principal: { Service: "logs.eu-central-1.amazonaws.com" },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111111111111:log-group:*",
        },
      },
    });
    for (const other of ["secrets-data", "secrets-secrets"]) {
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

  it("has a secret without a value, encrypted with the key of the secrets", async () => {
    const secret = recording.get("aws:secretsmanager/secret:Secret", "secrets-application");
    expect(secret.inputs).toMatchObject({
      namePrefix: "strata/dev/application-",
      kmsKeyId: await recording.valueOf(secrets.keyArns.secrets),
      recoveryWindowInDays: 7,
    });
    expect(recording.resources.filter((it) => it.type.includes("SecretVersion"))).toEqual([]);
  });
});
