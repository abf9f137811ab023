import { environmentDefinition } from "@strata/environment";
import { leasedBackend, placeOfState } from "./state-backend.ts";

it.each([
  ["s3://bucket?region=eu-west-1&awssdk=v2", { bucket: "bucket", prefix: "", region: "eu-west-1" }],
  ["s3://bucket/a/b", { bucket: "bucket", prefix: "a/b/", region: undefined }],
])("%s", (url, place) => expect(placeOfState(url)).toEqual(place));

it("is there for a bucket of the catalogue, and for nothing else", () => {
  expect(leasedBackend(environmentDefinition("local"), {})).toBeUndefined();
  const dev = environmentDefinition("dev");
  expect(leasedBackend(dev, { PULUMI_BACKEND_URL: "file:///tmp/x" })).toBeUndefined();
  expect(leasedBackend(dev, { PULUMI_BACKEND_URL: "https://api.pulumi.com" })).toBeUndefined();
  expect(leasedBackend(dev, {})).toMatchObject({ bucket: "example-strata-state-dev", prefix: "" });
  expect(leasedBackend(dev, { PULUMI_BACKEND_URL: "s3://mine/deep?region=eu-west-1" })).toMatchObject({
    bucket: "mine",
    prefix: "deep/",
  });
});
