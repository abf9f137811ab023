import { bulletList } from "@strata/environment/problems";

/** What a machine with a certificate signs in with (https://docs.aws.amazon.com/rolesanywhere/latest/userguide/credential-helper.html). */
export interface RolesAnywhere {
  /** The name of the profile in the AWS configuration file. */
  readonly profile: string;
  readonly region: string;
  readonly roleArn: string;
  readonly trustAnchorArn: string;
  /** Of the profile of IAM Roles Anywhere, which is another thing than a profile of the configuration file. */
  readonly profileArn: string;
  /** Absolute path of a file in PEM. */
  readonly certificate: string;
  /** Absolute path of a file in PEM. The key itself is read by the helper alone. */
  readonly privateKey: string;
  /** Absolute path of `aws_signing_helper`. */
  readonly helper: string;
}

/** The profile of a machine cannot be rendered. The message has every problem. */
export class RolesAnywhereError extends Error {
  override name = "RolesAnywhereError";
}

/**
 * The section of `~/.aws/config` whose `credential_process` is the signing helper. AWS SDKs hand that line to a shell
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), so every argument is quoted for it.
 *
 * @throws {RolesAnywhereError} for values that the file cannot hold, or that are not what they must be.
 */
export function rolesAnywhereProfile(settings: RolesAnywhere): string {
  const problems = Object.entries(RULES).flatMap(([key, [rule, allowed]]) => {
    const got = settings[key as keyof RolesAnywhere];
    return rule.test(got) ? [] : [`${key}: got ${JSON.stringify(got)}; ${allowed}`];
  });
  if (problems.length > 0) {
    throw new RolesAnywhereError(`The profile cannot be written:\n${bulletList(problems)}`);
  }
  const options = {
    certificate: settings.certificate,
    "private-key": settings.privateKey,
    "trust-anchor-arn": settings.trustAnchorArn,
    "profile-arn": settings.profileArn,
    "role-arn": settings.roleArn,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const command = [settings.helper, "credential-process", ...args].map(quoteArgument).join(" ");
  return `[profile ${settings.profile}]\nregion = ${settings.region}\ncredential_process = ${command}\n`;
}

/**
 * One argument of a POSIX shell, whatever is in it but a NUL
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02).
 */
export function quoteArgument(text: string): string {
  if (/^[A-Za-z0-9_./:@=+,-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One line of the file: no control characters, and no blank before what begins a comment there. */
const PATH = /^\/(?!.*\s[;#])[^\p{Cc}\u2028\u2029]+$/u;
const IS_PATH = 'an absolute path without line breaks, and without " ;" or " #", is allowed';

const RULES: Readonly<Record<keyof RolesAnywhere, readonly [RegExp, string]>> = {
  profile: [/^[A-Za-z0-9_.-]+$/, "letters, digits and _ . - are allowed"],
  region: [/^[a-z]{2}(-[a-z]+)+-\d$/, "a region such as eu-central-1 is allowed"],
  roleArn: [/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of an IAM role is allowed"],
  trustAnchorArn: [
    /^arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:\d{12}:trust-anchor\/[\w-]+$/,
    "the ARN of a trust anchor is allowed",
  ],
  profileArn: [
    /^arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:\d{12}:profile\/[\w-]+$/,
    "the ARN of a profile of IAM Roles Anywhere is allowed",
  ],
  certificate: [PATH, IS_PATH],
  privateKey: [PATH, IS_PATH],
  helper: [PATH, IS_PATH],
};
