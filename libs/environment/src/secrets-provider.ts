const KEY = /^awskms:\/\/(alias\/[\w/-]+|\/arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+)$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const VAULT_KEY = /^hashivault:\/\/[\w.-]+(\?engine=[\w./-]+)?$/;

/** Beside them, `context_<name>=<value>`: each a pair of KMS's encryption context. */
const PARAMETERS = new Set(["region", "awssdk", "profile"]);

export const ALLOWED_PROVIDERS =
  "passphrase, awskms://alias/<name>?region=<region>[&context_<name>=<value>], awskms:///<ARN of a key>, or hashivault://<key of the transit engine>";

/**
 * What is wrong with a secrets provider; `undefined` if Pulumi can use it. `awskms://` and its encryption context, and
 * `hashivault://`, are those of gocloud.dev (https://gocloud.dev/howto/secrets/#aws, #vault;
 * https://www.pulumi.com/docs/iac/concepts/secrets/#available-encryption-providers).
 */
export function secretsProviderProblem(text: string): string | undefined {
  if (text === "passphrase" || text === "default" || VAULT_KEY.test(text)) return undefined;
  const [key = "", query = ""] = text.split("?");
  if (!KEY.test(key)) return `expected ${ALLOWED_PROVIDERS}`;
  const parameters = new URLSearchParams(query);
  const region = parameters.get("region");
  // A name of a key says no region; an ARN does.
  if (region === null ? !key.startsWith("awskms:///arn:") : !REGION.test(region))
    return `expected ${ALLOWED_PROVIDERS}`;
  for (const name of new Set(parameters.keys())) {
    if (!PARAMETERS.has(name) && !/^context_[\w:/.-]+$/.test(name))
      return `${name}: there is no such parameter; expected region, awssdk, profile or context_<name>`;
    if (parameters.getAll(name).length > 1) return `${name}: is there twice; expected it once`;
    if (parameters.get(name) === "") return `${name}: has no value`;
  }
  return undefined;
}
