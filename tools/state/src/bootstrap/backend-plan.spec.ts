import { type EnvironmentDefinition, environmentDefinition } from "@strata/environment";
import { backendPlan, partitionOf } from "./backend-plan.ts";

const dev = environmentDefinition("dev");
const planned = (changes: Partial<EnvironmentDefinition>) => backendPlan({ ...dev, ...changes });

it("is what the catalogue has", () =>
  expect(backendPlan(dev)).toMatchObject({
    environment: "dev",
    bucket: "example-strata-state-dev",
    prefix: "",
    region: "eu-central-1",
    lockTable: "example-strata-locks-dev",
    keyAlias: "alias/strata-pulumi-dev",
    secretsProvider: "awskms://alias/strata-pulumi-dev?region=eu-central-1",
  }));

it("is that of another bucket where the user names one", () => {
  const url = "s3://mine/deep?region=eu-central-1&awssdk=v2";
  expect(backendPlan(dev, url)).toMatchObject({ url, bucket: "mine", prefix: "deep/" });
});

it("has a key and a bucket in one region", () =>
  expect(() => backendPlan(dev, "s3://mine?region=eu-west-1")).toThrow(
    /its key is in eu-central-1; allowed: eu-west-1/,
  ));

it("is none where state is in no bucket", () => {
  expect(() => backendPlan(environmentDefinition("local"))).toThrow(
    /"local" is in file:.*needs no bootstrap/,
  );
  expect(() => backendPlan(dev, "https://api.pulumi.com")).toThrow(/needs no bootstrap/);
});

it("copies the bucket where the catalogue says so", () => {
  const replication = {
    bucketArn: "arn:aws:s3:::b",
    roleArn: "arn:aws:iam::1:role/r",
    keyArn: "arn:aws:kms:a:1:key/k",
  };
  expect(backendPlan(dev).replication).toBeUndefined();
  expect(planned({ backend: { ...dev.backend, replication } }).replication).toEqual(replication);
});

it("says all that is in the way", () =>
  expect(() =>
    planned({
      backend: { url: "s3://a-bucket", account: "shared" },
      secretsProvider: "awskms:///arn:aws:kms:eu-central-1:123456789012:key/1",
    }),
  ).toThrow(/backend\.url: [^]*backend\.lockTable: [^]*secretsProvider: .*named by its ARN exists already/));

it.each([
  ["eu-central-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("%s is in the partition %s", (region, partition) => expect(partitionOf(region)).toBe(partition));
