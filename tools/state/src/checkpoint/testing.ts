import { createHash } from "node:crypto";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A secret as checkpoints keep it. For tests. */
export function secretValue(ciphertext: string): object {
  return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext };
}

/** The text of a checkpoint with these resources, in a stack. For tests. */
export function checkpointText(resources: readonly object[], pending: readonly object[] = []): string {
  const version = "v3.259.0";
  return JSON.stringify({
    version: 3,
    checkpoint: {
      stack: "organization/network/dev",
      latest: {
        manifest: {
          time: "2026-11-29T00:00:00Z",
          magic: createHash("sha256").update(version).digest("hex"),
          version,
        },
        secrets_providers: { type: "passphrase", state: { salt: "v1:x" } },
        resources,
        ...(pending.length === 0 ? {} : { pending_operations: pending }),
      },
    },
  });
}
