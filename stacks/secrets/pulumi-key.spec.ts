import { Provider } from "@pulumi/aws/provider.js";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { keyPolicy } from "./key-policies.ts";
import { PulumiKey } from "./pulumi-key.ts";

const args = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  alias: "alias/strata-pulumi-dev",
  keyDeletionWindowInDays: 30,
  keyRotationPeriodInDays: 365,
};

async function build(options = {}) {
  const recording = await recordResources({ project: "secrets", ...options });
  const replicas = [{ region: "eu-west-1", provider: new Provider("aws-west", {}) }];
  const key = new PulumiKey("pulumi", { ...args, replicas }, { provider: new Provider("aws", {}) });
  await recording.settled();
  return { recording, key };
}

it("is a multi-Region key that rotates, under the name that the secrets provider asks for", async () => {
  const { recording, key } = await build();
  expect(recording.get("aws:kms/key:Key", "pulumi").inputs).toMatchObject({
    multiRegion: true,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: keyPolicy("pulumi", args),
  });
  expect(recording.get("aws:kms/alias:Alias", "pulumi").inputs["name"]).toBe("alias/strata-pulumi-dev");
  expect(await recording.valueOf(key.alias)).toBe("alias/strata-pulumi-dev");
});

it("has a replica under the same name in the other region, bound to it", async () => {
  const { recording, key } = await build();
  const replica = recording.get("aws:kms/replicaKey:ReplicaKey", "pulumi-eu-west-1");
  expect(replica.inputs).toMatchObject({
    primaryKeyArn: await recording.valueOf(key.arn),
    deletionWindowInDays: 30,
    policy: keyPolicy("pulumi", { ...args, region: "eu-west-1" }),
  });
  expect(replica.provider).toContain("::aws-west::");
  const alias = recording.get("aws:kms/alias:Alias", "pulumi-eu-west-1");
  expect(alias.inputs["name"]).toBe("alias/strata-pulumi-dev");
  expect(alias.provider).toContain("::aws-west::");
});

it("is this, which a reviewer reads, in a preview too", async () => {
  const { recording: known } = await build();
  const { recording } = await build({ preview: true });
  expect(resourceList(known)).toMatchSnapshot();
  expect(resourceList(recording)).toBe(resourceList(known));
  expect(recording.get("aws:kms/replicaKey:ReplicaKey", "pulumi-eu-west-1").inputs["primaryKeyArn"]).toBe(
    UNKNOWN,
  );
});
