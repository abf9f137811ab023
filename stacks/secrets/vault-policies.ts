/** Where a secret is in a mount of the KV engine, version 2. */
export interface VaultPlace {
  readonly mount: string;
  readonly path: string;
}

/**
 * The policy of those who read one secret: its newest value and what is written about it, not the list of others. Values
 * are below `data/`, and so are the policies' paths: https://openbao.org/docs/secrets/kv/kv-v2/#acl-rules
 */
export function vaultReadPolicy({ mount, path }: VaultPlace): string {
  return rules({ [`${mount}/data/${path}`]: ["read"], [`${mount}/metadata/${path}`]: ["read"] });
}

/** The policy of those who give a secret its value, which they cannot read. */
export function vaultWritePolicy({ mount, path }: VaultPlace): string {
  return rules({ [`${mount}/data/${path}`]: ["create", "update"] });
}

function rules(capabilities: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(capabilities)
    .map(
      ([path, allowed]) => `path ${JSON.stringify(path)} {\n  capabilities = ${JSON.stringify(allowed)}\n}\n`,
    )
    .join("\n");
}
