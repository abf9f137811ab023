import { parseObject } from "../differences/policy-document.ts";

/**
 * The object by which Pulumi marks a secret. A change set has none, and this does not rely on it
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/resource/properties.go).
 */
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const SECRET = "[secret]";

/** Names of properties and variables whose texts are secrets, also where a program forgot to mark them. */
const SECRET_NAME =
  /^(.*[a-z])?(password|passwd|passphrase)(Wo)?$|^(secretString|secretBinary|secretKey|clientSecret|privateKey|privateKeyPem|token|authToken|accessToken|sessionToken|apiToken|apiKey|secretAccessKey|plaintext)(Wo)?$|(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_KEY)$/i;

/** Texts that are credentials by their shape. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{40,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bpul-[0-9a-f]{40}\b/;
const SECRET_TEXTS = new RegExp(SECRET_TEXT.source, "g");

/** Whether texts under this name are not shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * A value that may be shown: what a change set masks stays masked, and so becomes what looks like a secret by the name
 * it has or by itself.
 *
 * @param name of the property that has the value
 */
export function publicValue(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    if (value === SECRET || value === "[unknown]" || value === "") return value;
    return isSecretName(name) || hasSecret(value) ? SECRET : publicDocument(value);
  }
  // An item of a list has the name of the list.
  if (Array.isArray(value)) return value.map((item) => publicValue(item, name));
  if (typeof value !== "object" || value === null) return value;
  if (Object.values(value).includes(SECRET_SIGNATURE)) return SECRET;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      publicText(key),
      publicValue(member, nameOfMember(value, key)),
    ]),
  );
}

/** Variables are written as `{ name, value }` too, such as those of a container. */
function nameOfMember(object: object, key: string): string {
  const name: unknown = "name" in object ? object.name : "Name" in object ? object.Name : undefined;
  return /^value$/i.test(key) && typeof name === "string" ? name : key;
}

/** A JSON document as text, with what is secret in it masked; as it is where nothing is. */
function publicDocument(text: string): string {
  const document = parseObject(text);
  if (document === undefined) return text;
  const shown = JSON.stringify(publicValue(document));
  return shown === JSON.stringify(document) ? text : shown;
}

/** A message that may be shown: credentials in it are masked, and the rest is kept. */
export function publicText(text: string): string {
  if (text.includes(SECRET_SIGNATURE)) return SECRET;
  if (text.includes("PRIVATE KEY-----"))
    return text.replace(/-----BEGIN [^]*?(-----END [A-Z ]*-----|$)/g, SECRET);
  return text.replace(SECRET_TEXTS, SECRET);
}

function hasSecret(text: string): boolean {
  return text.includes(SECRET_SIGNATURE) || SECRET_TEXT.test(text);
}
