/** A secret cannot be set. The message says why, and what to do; it never has a value in it. */
export class SecretsError extends Error {
  override name = "SecretsError";
}
