import type { Variables } from "./variables.ts";

/**
 * Long-lived keys among the variables of a process. A key that starts with `ASIA` is temporary and comes with a session
 * token (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids): it may
 * stay, since Pulumi itself reaches its state in S3 and its key in KMS with it. No provider uses it: each has an
 * identity of its own. Any other key cannot be shown to be temporary. Nothing of a key is shown.
 */
export function staticCredentialsInVariables(variables: Variables): string[] {
  const key = variables["AWS_ACCESS_KEY_ID"] ?? "";
  const secret = variables["AWS_SECRET_ACCESS_KEY"] ?? "";
  if (key === "" && secret === "") return [];
  const what = problemOfKey(key, variables["AWS_SESSION_TOKEN"]);
  if (what === undefined) return [];
  return [
    `AWS_ACCESS_KEY_ID in the environment: got ${what}; none is allowed. ` +
      `Clear it with: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN. Then sign in with: aws sso login`,
  ];
}

/** What is wrong with a key, in words that show nothing of it; `undefined` for a temporary one with its token. */
export function problemOfKey(key: string, sessionToken: string | undefined): string | undefined {
  if (key.startsWith("AKIA")) return "a long-lived access key";
  if (!key.startsWith("ASIA")) return "a key that is not temporary";
  return (sessionToken ?? "") === "" ? "a temporary key without its session token" : undefined;
}
