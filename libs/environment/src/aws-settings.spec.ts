import { runtime, RunError } from "@pulumi/pulumi";
import { z } from "zod";
import { awsSettings } from "./aws-settings.ts";
import { loadConfig } from "./config.ts";

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "network", "prod");
});

const problems = (values: Record<string, string>, secretKeys: string[] = []): string => {
  runtime.setAllConfig(values, secretKeys);
  try {
    awsSettings();
  } catch (error) {
    expect(RunError.isInstance(error)).toBe(true);
    return (error as Error).message;
  }
  throw new Error("awsSettings accepted it");
};

it.each([[[]], [["aws:profile", "aws:region"]]])(
  "profile and region are read, with these encrypted: %j",
  (secrets) => {
    runtime.setAllConfig({ "aws:profile": "me", "aws:region": "eu-west-1", "other:key": "1" }, secrets);
    expect(awsSettings()).toEqual({ profile: "me", region: "eu-west-1" });
  },
);

it("neither has to be given", () => {
  runtime.setAllConfig({});
  expect(awsSettings()).toEqual({ profile: undefined, region: undefined });
});

it("a region outside the environment: the nearest, the list and the command", () => {
  expect(problems({ "aws:region": "eu-centrl-1" })).toContain(
    'aws:region: Unknown region "eu-centrl-1". Did you mean "eu-central-1"? Allowed: eu-central-1, eu-west-1. ' +
      "Set it with: pulumi config set 'aws:region' <value> -s prod",
  );
  expect(problems({ "aws:region": "eu-centrl-1" }, ["aws:region"])).not.toContain("centrl");
});

it("static keys: what to use instead, and never their value", () => {
  const text = problems(
    { "aws:accessKey": "AKIDHUNTER2", "aws:secretKey": "hunter2", "aws:token": "hunter2", "aws:profile": "" },
    ["aws:secretKey"],
  );
  for (const key of ["accessKey", "secretKey", "token"]) {
    expect(text).toMatch(
      new RegExp(
        `aws:${key}: static credentials are never written down.*IAM Identity Center \\(aws:profile\\).*` +
          `pulumi config rm 'aws:${key}' -s prod`,
      ),
    );
  }
  expect(text).toMatch(/aws:profile: got nothing; .*pulumi config set 'aws:profile'/);
  expect(text).not.toMatch(/hunter2/i);
});

it("keys that no provider would read: where they belong", () => {
  const text = problems({
    "aws:defaultTags": "{}",
    "aws:allowedAccountIds": "[]",
    "aws:maxRetries": "3",
    "aws:profil": "me",
  });
  expect(text).toMatch(/aws:defaultTags: ignored, .*stack's own setting tags.*config rm 'aws:defaultTags'/);
  expect(text).toMatch(/aws:allowedAccountIds: .*npx strata accounts record/);
  expect(text).toMatch(/aws:maxRetries: ignored, .*specification, in the stack's index.ts/);
  expect(text).toMatch(/aws:profil: .*Did you mean aws:profile\?/);
});

it("loadConfig reports them with everything else", () => {
  runtime.setAllConfig({
    "aws:token": "hunter2",
    "network:zone": "a",
    "pulumi:disable-default-providers": "[]",
  });
  expect(() => loadConfig(z.strictObject({ zones: z.string() }))).toThrow(
    /network:zones: got nothing[^]*network:zone: no such setting[^]*aws:token: static credentials/,
  );
});
