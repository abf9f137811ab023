/**
 * How Pulumi writes a secret in a state that was exported with `--show-secrets`: an object with this signature, and the
 * value as JSON in `plaintext`
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/stack/deployment.go, SerializePropertyValue).
 */
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Names of properties and variables whose value is a secret, without separators and in small letters. */
const SECRET_NAME =
  /(?:password|passphrase|secretstring|secretbinary|privatekey|privatekeypem|authtoken|accesstoken|sessiontoken|bearertoken|apikey|clientsecret|secretaccesskey|secretkey)(?:wo)?$|^(?:secret|token)$/;

/** Values that are secrets whatever they are called. */
const SECRET_VALUES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  ["the ID of an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a URL with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/:@]+@/],
];

/** What `pulumi stack export` prints, as far as it is read here. */
export interface ExportedStack {
  readonly deployment?: {
    readonly resources?: readonly { readonly urn: string; readonly [key: string]: unknown }[];
    readonly pending_operations?: readonly { readonly resource: { readonly urn: string } }[];
  };
}

/**
 * Where the state of a stack holds the value of a secret, and why it is taken for one: `<URN>  inputs.secretString (its
 * name)`. The values themselves are not among what is returned. References to secrets (ARNs) are none.
 *
 * @param exported what `pulumi stack export --show-secrets` prints, parsed
 */
export function secretValues({ deployment }: ExportedStack): string[] {
  const pending = (deployment?.pending_operations ?? []).map(({ resource }) => resource);
  return [...(deployment?.resources ?? []), ...pending].flatMap((resource) =>
    ["inputs", "outputs"].flatMap((part) =>
      found((resource as Record<string, unknown>)[part], [part]).map(
        ({ path, why }) => `${resource.urn}  ${path.join(".")} (${why})`,
      ),
    ),
  );
}

interface Found {
  readonly path: readonly string[];
  readonly why: string;
}

function found(value: unknown, path: readonly string[]): Found[] {
  if (typeof value === "string") return foundInText(value, path);
  if (value === null || typeof value !== "object") return [];
  const { [SIGNATURE]: signature, plaintext } = value as Record<string, unknown>;
  if (signature === SECRET_SIGNATURE && typeof plaintext === "string")
    return found(JSON.parse(plaintext), path);
  return Object.entries(value).flatMap(([name, part]) => found(part, [...path, name]));
}

function foundInText(text: string, path: readonly string[]): Found[] {
  if (text === "" || text.startsWith("arn:")) return [];
  const name = (path.at(-1) ?? "").replace(/[_-]/g, "").toLowerCase();
  if (SECRET_NAME.test(name)) return [{ path, why: "its name" }];
  const what = SECRET_VALUES.find(([, pattern]) => pattern.test(text))?.[0];
  if (what !== undefined) return [{ path, why: what }];
  // Policies and kubeconfigs are JSON in a text, user data is a script in base64.
  const inner = name === "userdata" ? Buffer.from(text, "base64").toString("utf8") : jsonIn(text);
  return inner === undefined || inner === text ? [] : found(inner, path);
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
