import { type Route, environmentDefinition } from "@strata/environment";
import { pulumiKeyPlace } from "./pulumi-key-place.ts";

const workloads: Route = { account: "workloads", region: "eu-central-1" };
const shared: Route = { account: "shared", region: "eu-central-1" };
const west: Route = { account: "shared", region: "eu-west-1" };

it("is where the secrets provider looks for it, in the account of the state", () => {
  expect(pulumiKeyPlace(environmentDefinition("prod"), [workloads, west, shared])).toEqual({
    route: shared,
    alias: "alias/strata-pulumi-prod",
  });
});

it("reads the region wherever it stands in the URL", () => {
  const secretsProvider = "awskms://alias/team/pulumi?awssdk=v2&region=eu-west-1";
  const prod = environmentDefinition("prod");
  expect(pulumiKeyPlace({ ...prod, secretsProvider }, [shared, west])).toEqual({
    route: west,
    alias: "alias/team/pulumi",
  });
});

it("is ready in the first route where a passphrase is used so far", () => {
  expect(pulumiKeyPlace(environmentDefinition("local"), [workloads, shared])).toEqual({
    route: workloads,
    alias: "alias/strata-pulumi-local",
  });
});

it("is none of ours if the secrets provider is the ARN of a key", () => {
  const arn = "arn:aws:kms:eu-central-1:111111111111:key/10ca1000-0000-4000-8000-000000000000";
  const prod = environmentDefinition("prod");
  expect(pulumiKeyPlace({ ...prod, secretsProvider: `awskms:///${arn}` }, [workloads])).toBeUndefined();
});

it("is refused where the stack is not, with what to add", () => {
  expect(() => pulumiKeyPlace(environmentDefinition("prod"), [workloads, west])).toThrow(
    /belongs to shared\/eu-central-1, and the stack is deployed to workloads\/eu-central-1, shared\/eu-west-1\. Add/,
  );
});
