import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { loadSharedConfigFiles, loadSsoSessionData } from "@smithy/core/config";
import { problemOfKey } from "@strata/aws-provider/static-credentials";
import type { AwsCredentials } from "./caller-account.ts";
import { expiryOfToken, type SessionLifetime, validDate } from "./session-lifetime.ts";

type Variables = Readonly<Record<string, string | undefined>>;
type Profile = Readonly<Record<string, string | undefined>>;

/** What the AWS configuration files say about a profile. */
export interface ProfileFacts {
  readonly lifetime: SessionLifetime;
  /** The account that the profile signs in to, where the files say it. */
  readonly accountId: string | undefined;
  /** What the profile gives, where that was found out to know how long it lasts. */
  readonly credentials?: AwsCredentials;
}

/** A profile of the AWS configuration files cannot be used. The message says which command makes it. */
export class ProfileError extends Error {
  override name = "ProfileError";
}

/** More profiles than anybody chains: then they lead to each other. */
const LONGEST_CHAIN = 10;

/**
 * How long a profile still lasts, and for which account it is: of IAM Identity Center from the cache of its tokens
 * (https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html), of `credential_process` from what that
 * prints (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), of a web identity from its
 * token. A profile that takes another's credentials (`source_profile`) lasts as long as that one. Nothing is sent to AWS.
 * Long-lived keys in a profile are refused.
 *
 * @throws {ProfileError}
 */
export async function profileFacts(name: string, variables: Variables): Promise<ProfileFacts> {
  const files = configurationFiles(variables);
  const { configFile, credentialsFile } = await loadSharedConfigFiles(files);
  const profileOf = (wanted: string): Profile | undefined => {
    if (configFile[wanted] === undefined && credentialsFile[wanted] === undefined) return undefined;
    return { ...configFile[wanted], ...credentialsFile[wanted] };
  };
  const asked = profileOf(name);
  if (asked === undefined) {
    throw new ProfileError(
      `The profile "${name}" is not in ${files.configFilepath}. Make it with: aws configure sso --profile ${name}`,
    );
  }
  const [source, sourceName] = sourceOf(asked, name, profileOf);
  const sessions = await loadSsoSessionData(files);
  return {
    accountId: asked["sso_account_id"] ?? accountOfRole(asked["role_arn"]),
    ...(await lifetimeOf(source, sourceName, sessions, variables)),
  };
}

function sourceOf(
  profile: Profile,
  name: string,
  profileOf: (name: string) => Profile | undefined,
): [Profile, string] {
  let current: [Profile, string] = [profile, name];
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const next = current[0]["source_profile"];
    if (next === undefined || next === current[1]) return current;
    const found = profileOf(next);
    if (found === undefined) {
      throw new ProfileError(
        `The profile "${current[1]}" takes the credentials of the profile "${next}", which there is not. ` +
          `Make it with: aws configure sso --profile ${next}`,
      );
    }
    current = [found, next];
  }
  throw new ProfileError(
    `The profile "${name}" leads to itself by source_profile. Mend it in the AWS configuration file.`,
  );
}

async function lifetimeOf(
  profile: Profile,
  name: string,
  sessions: Readonly<Record<string, Profile>>,
  variables: Variables,
): Promise<Pick<ProfileFacts, "lifetime" | "credentials">> {
  const common = { what: `the sign-in of profile ${name}`, renewsItself: false, onlyAtStart: false };
  const login = `aws sso login --profile ${name}`;
  const session = profile["sso_session"];
  const startUrl = profile["sso_start_url"] ?? (session && sessions[session]?.["sso_start_url"]);
  if (session !== undefined || startUrl !== undefined) {
    const token = cachedToken([session, startUrl], variables);
    if (token === undefined) {
      throw new ProfileError(`Nobody is signed in with the profile "${name}". Sign in with: ${login}`);
    }
    const renewsItself = session !== undefined && token.refreshToken !== undefined;
    return { lifetime: { ...common, expiresAt: validDate(token.expiresAt), renewsItself, renew: login } };
  }
  if (profile["credential_process"] !== undefined) {
    const { fromProcess } = await import("@aws-sdk/credential-providers");
    const renew = `what credential_process of profile ${name} runs`;
    try {
      const credentials = await fromProcess({ profile: name, ...configurationFiles(variables) })();
      // The AWS SDKs run it again before its credentials expire.
      const lifetime = { ...common, expiresAt: credentials.expiration, renewsItself: true, renew };
      return { lifetime, credentials };
    } catch (error) {
      throw new ProfileError(
        `credential_process of the profile "${name}" gives no credentials: ${firstLine(error)}. Run it by hand to see why.`,
      );
    }
  }
  const file = profile["web_identity_token_file"];
  if (file !== undefined) return { lifetime: webIdentityLifetime(file) };
  const credentials = keysOf(profile, name);
  const lifetime = { ...common, expiresAt: undefined, renew: login };
  return credentials === undefined ? { lifetime } : { lifetime, credentials };
}

/** Temporary keys that something has written into a profile. Throws {@link ProfileError} for any other; none is shown. */
function keysOf(profile: Profile, name: string): AwsCredentials | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = profile;
  const sessionToken = profile["aws_session_token"];
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const what = problemOfKey(accessKeyId, sessionToken);
  if (what === undefined) {
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  }
  throw new ProfileError(
    `The profile "${name}" holds ${what} (not shown); none is allowed. Deactivate it in IAM, remove it from the file, ` +
      `and sign in with IAM Identity Center: aws configure sso --profile ${name}`,
  );
}

/** How long the token of OpenID Connect in a file lasts. Throws {@link ProfileError} where the file cannot be read. */
export function webIdentityLifetime(file: string): SessionLifetime {
  let token: string;
  try {
    token = readFileSync(file, "utf8");
  } catch (error) {
    throw new ProfileError(
      `The web identity token in ${file} cannot be read: ${firstLine(error)}. Write it there in a step before.`,
    );
  }
  return {
    what: `the web identity token in ${file}`,
    expiresAt: expiryOfToken(token),
    renewsItself: false,
    onlyAtStart: true,
    renew: "the step of the job that requests it, just before this one",
  };
}

/** The cache of IAM Identity Center has a file for each session, or for each start URL in older profiles. */
function cachedToken(
  ids: readonly (string | undefined)[],
  variables: Variables,
): { expiresAt?: string; refreshToken?: string } | undefined {
  for (const id of ids) {
    if (id === undefined) continue;
    const file = join(
      home(variables),
      ".aws/sso/cache",
      `${createHash("sha1").update(id).digest("hex")}.json`,
    );
    try {
      return JSON.parse(readFileSync(file, "utf8")) as { expiresAt?: string; refreshToken?: string };
    } catch {
      // Not signed in, or not under this name.
    }
  }
  return undefined;
}

function accountOfRole(arn: string | undefined): string | undefined {
  return /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(arn ?? "")?.[1];
}

/** Where the AWS configuration files are, read anew each time. */
function configurationFiles(variables: Variables) {
  return {
    configFilepath: variables["AWS_CONFIG_FILE"] || join(home(variables), ".aws/config"),
    filepath: variables["AWS_SHARED_CREDENTIALS_FILE"] || join(home(variables), ".aws/credentials"),
    ignoreCache: true,
  };
}

function home(variables: Variables): string {
  return variables["HOME"] || variables["USERPROFILE"] || homedir();
}

function firstLine(error: unknown): string {
  return (error as Error).message.split("\n", 1)[0] ?? "";
}
