import { Provider } from "@pulumi/aws/provider.js";
import { recordResources } from "@strata/testing";
import { createSecretContainer } from "./secret-container.ts";

it("is a secret without a value, encrypted with the key it is given, under a name of its own", async () => {
  const recording = await recordResources({ project: "secrets" });
  const args = { environment: "dev", keyArn: "arn:aws:kms:key", secretRecoveryWindowInDays: 7 };
  createSecretContainer("application", args, { provider: new Provider("aws", {}) });
  await recording.settled();
  const secret = recording.get("aws:secretsmanager/secret:Secret", "application");
  expect(secret.provider).toContain("pulumi:providers:aws::aws::");
  expect(secret.inputs).toMatchObject({
    namePrefix: "strata/dev/application-",
    kmsKeyId: "arn:aws:kms:key",
    recoveryWindowInDays: 7,
  });
  expect(recording.resources.filter((it) => it.type.includes("SecretVersion"))).toEqual([]);
});
