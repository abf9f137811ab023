import { relevantVariables } from "./ingredients.ts";

it("has variables of Pulumi, and those of AWS that choose a place, as digests", () => {
  const secret = "hunter2";
  const found = relevantVariables({ PULUMI_EXPERIMENTAL: "1", AWS_PROFILE: secret, AWS_REGION: "eu-west-1" });
  expect(Object.keys(found)).toEqual(["PULUMI_EXPERIMENTAL", "AWS_PROFILE", "AWS_REGION"]);
  expect(JSON.stringify(found)).not.toContain(secret);
});

it("has none that differ from run to run, or say only where things are and who asks", () => {
  const names = [
    "AWS_SESSION_TOKEN",
    "AWS_ACCESS_KEY_ID",
    "PULUMI_HOME",
    "PULUMI_CONFIG_PASSPHRASE",
    "PATH",
    "CI",
  ];
  const env = Object.fromEntries(names.map((name) => [name, "x"]));
  expect(relevantVariables({ ...env, PULUMI_DEBUG_PROVIDERS: "aws:1234", GITHUB_SHA: "1" })).toEqual({});
});
