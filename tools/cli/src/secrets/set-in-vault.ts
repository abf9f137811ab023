import type { VaultSecret } from "./secret-place.ts";
import { SecretsError } from "./secrets-error.ts";

/**
 * Has `read` give a value and stores it under `value` of a secret of the KV engine, version 2
 * (https://openbao.org/api-docs/secret/kv/kv-v2/#createupdate-secret), with the token of VAULT_TOKEN, which need not be
 * able to read it.
 *
 * @returns the number of the new version
 * @throws {SecretsError} without the value or the token
 */
export async function setInVault(
  { address, mount, path }: VaultSecret,
  variables: NodeJS.ProcessEnv,
  read: () => Promise<string>,
): Promise<number> {
  const token = variables["VAULT_TOKEN"] ?? "";
  if (token === "") {
    throw new SecretsError(
      `VAULT_TOKEN: got nothing; expected the token of ${address}. Sign in with: ` +
        `export VAULT_TOKEN=$(vault login -address=${address} -method=oidc -token-only)`,
    );
  }
  const namespace = variables["VAULT_NAMESPACE"];
  const value = await read();
  const response = await fetch(new URL(`/v1/${mount}/data/${path}`, address), {
    method: "POST",
    headers: {
      "X-Vault-Token": token,
      ...(namespace === undefined ? {} : { "X-Vault-Namespace": namespace }),
    },
    body: JSON.stringify({ data: { value } }),
    // A server that leads elsewhere must not be given the token there.
    redirect: "error",
  }).catch((error: Error) => {
    throw new SecretsError(
      `The secret was not set: ${address} cannot be reached: ${(error.cause as Error | undefined)?.message ?? error.message}`,
    );
  });
  if (!response.ok) {
    const why = { 403: "the token may not write it", 404: `there is no KV engine at ${mount}` }[
      response.status
    ];
    throw new SecretsError(
      `The secret was not set: ${address} answers ${response.status}${why === undefined ? "" : `: ${why}`}`,
    );
  }
  const { data } = (await response.json()) as { data: { version: number } };
  return data.version;
}
