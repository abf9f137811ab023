import { type Output, output, RunError, runtime } from "@pulumi/pulumi";
import { masterSecretArn, masterSecretArnOf } from "./master-secret.ts";

const valueOf = <Value>(value: Output<Value>): Promise<Value> =>
  (value as unknown as { promise(): Promise<Value> }).promise();

const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };

it("is the ARN of the one secret of an instance", async () => {
  await runtime.setMocks(mocks, "rds", "dev", false);
  const arn = masterSecretArnOf("strata-dev", output([{ secretArn: "arn:master" }]));
  expect(await valueOf(arn)).toBe("arn:master");
});

it("is unknown to a preview of an instance that has none yet", async () => {
  await runtime.setMocks(mocks, "rds", "dev", true);
  expect(await valueOf(masterSecretArnOf("strata-dev", output([])))).toBeUndefined();
});

it("ends an update that found none, with what to do", () => {
  const attempt = () => masterSecretArn("strata-dev", [], false);
  expect(attempt).toThrow(RunError);
  expect(attempt).toThrow(/no managed master password of "strata-dev".*pulumi refresh/);
});
