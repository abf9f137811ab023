import { getProject, getStack, RunError, runtime } from "@pulumi/pulumi";
import { environmentDefinition } from "./catalogue.ts";
import { isConfigSecret, removeCommand, setCommand, withoutStackTrace } from "./config-values.ts";
import type { Region } from "./definitions.ts";
import { nearest, unknownName } from "./nearest.ts";
import { bulletList } from "./problems.ts";

/** What `aws:` settings feed into the providers that a stack makes. */
export interface AwsSettings {
  /** A profile of the AWS configuration files, in place of the one in the catalogue. */
  readonly profile: string | undefined;
  /** One of the environment's regions. */
  readonly region: Region | undefined;
}

/**
 * `aws:profile` and `aws:region` of the stack that runs. Default providers, which would read them, are disabled, so they
 * would be ignored were they not read here. Neither is confidential: encrypted ones are read all the same, and are plain
 * from then on.
 *
 * @throws {RunError} with every problem of `aws:` keys at once; see {@link awsSettingProblems}.
 */
export function awsSettings(): AwsSettings {
  const problems = withoutStackTrace(awsSettingProblems);
  if (problems.length > 0) {
    throw new RunError(
      `The AWS settings of ${getProject()} for "${getStack()}" (Pulumi.${getStack()}.yaml) are not valid:\n` +
        bulletList(problems),
    );
  }
  const config = runtime.allConfig();
  return { profile: config["aws:profile"], region: config["aws:region"] as Region | undefined };
}

/**
 * What is wrong with the `aws:` keys of the stack that runs: a region that is not the environment's, an empty profile,
 * static credentials, and any other key, since providers that a program makes itself read none of them. Values of keys
 * that hold credentials, or that are encrypted, are not shown.
 */
export function awsSettingProblems(): string[] {
  const config = runtime.allConfig();
  return Object.keys(config)
    .filter((key) => key.startsWith("aws:"))
    .flatMap((key) => {
      if (key === "aws:region") return regionProblem(config[key] ?? "");
      if (key === "aws:profile") return profileProblem(config[key] ?? "");
      return [`${key}: ${insteadOf(key.slice("aws:".length))} Remove it with: ${removeCommand(key)}`];
    });
}

function regionProblem(got: string): string[] {
  const regions = environmentDefinition(getStack()).regions;
  if ((regions as readonly string[]).includes(got)) return [];
  const what = isConfigSecret("aws:region")
    ? `Unknown region (encrypted, not shown). Allowed: ${regions.join(", ")}.`
    : unknownName("region", got, regions);
  return [`aws:region: ${what} Set it with: ${setCommand(["aws:region"])}`];
}

function profileProblem(got: string): string[] {
  if (got.trim() !== "") return [];
  return [
    `aws:profile: got nothing; the name of a profile of ~/.aws/config is allowed. ` +
      `Set it with: ${setCommand(["aws:profile"])} or use the environment's own: ${removeCommand("aws:profile")}`,
  ];
}

const STATIC_CREDENTIALS = ["accessKey", "secretKey", "token"];

const IN_CATALOGUE = "libs/environment/src/definitions.ts";

/** Where the settings of the AWS provider are given that somebody might look for here. */
const INSTEAD: Readonly<Record<string, string>> = {
  allowedAccountIds: "accounts are in the catalogue; record their IDs with: npx strata accounts record.",
  forbiddenAccountIds: "each provider is bound to one account of the catalogue, and refuses every other.",
  assumeRoles: `the roles of each account are in the catalogue (${IN_CATALOGUE}).`,
  assumeRole: `the roles of each account are in the catalogue (${IN_CATALOGUE}).`,
  assumeRoleWithWebIdentity:
    "the token of a CI system is found by itself, and the roles are in the catalogue.",
  defaultTags: "give the stack's own setting tags, to which the mandatory ones are added.",
  endpoints: `endpoints of an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
  s3UsePathStyle: `settings for an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
  skipCredentialsValidation: `settings for an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
  skipMetadataApiCheck: `settings for an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
  skipRegionValidation: `settings for an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
  skipRequestingAccountId: `settings for an emulator are in the catalogue (${IN_CATALOGUE}), for sandbox.`,
};

function insteadOf(name: string): string {
  if (STATIC_CREDENTIALS.includes(name)) {
    return (
      `static credentials are never written down (not shown). Use a profile of AWS IAM Identity Center (aws:profile), ` +
      `and in CI the token of OpenID Connect. If the key is real, deactivate it in IAM: it was in a file.`
    );
  }
  const instead = INSTEAD[name];
  if (instead !== undefined) return `ignored, since default providers are disabled; ${instead}`;
  const near = nearest(name, ["profile", "region"]);
  const question = near === undefined ? "" : ` Did you mean aws:${near}?`;
  return (
    `ignored, since default providers are disabled.${question} Allowed here: aws:profile, aws:region; any other setting ` +
    `of the provider belongs in its specification, in the stack's index.ts.`
  );
}
