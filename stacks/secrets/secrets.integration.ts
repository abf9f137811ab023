import { ephemeralStack } from "@strata/testing/ephemeral-stack";
import type secretsContract from "./contract.ts";
import type { z } from "zod";

type Outputs = z.output<(typeof secretsContract)["schema"]>;

it("makes keys in each account and region, and publishes the ones that are there", async () => {
  await using stack = await ephemeralStack({
    folder: import.meta.dirname,
    config: { "secrets:accounts": ["workloads", "shared"], "secrets:regions": ["eu-central-1"] },
  });
  await stack.up();

  const { keys, applicationSecretArn } = (await stack.outputs()) as Outputs;
  expect(Object.keys(keys).sort()).toEqual(["shared/eu-central-1", "workloads/eu-central-1"]);
  const cloud = await stack.cloud();
  const arnsOf = (type: string) =>
    cloud.filter((resource) => resource.type === type).map(({ outputs }) => outputs["arn"]);
  expect(arnsOf("aws:kms/key:Key")).toEqual(
    expect.arrayContaining(Object.values(keys).flatMap(Object.values)),
  );
  expect(arnsOf("aws:secretsmanager/secret:Secret")).toContain(applicationSecretArn);

  const { changeSummary } = await stack.preview();
  expect(Object.keys(changeSummary)).toEqual(["same"]);
});
