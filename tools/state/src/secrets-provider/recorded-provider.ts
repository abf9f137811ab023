import type { Checkpoint } from "../checkpoint/index.ts";

/** What encrypts the secrets of a stack, as its configuration or its state says. */
export interface RecordedProvider {
  /** `passphrase`, or a URL; `undefined` where nothing says. */
  readonly provider: string | undefined;
  /** The data key, encrypted by the provider, or the salt of the passphrase. */
  readonly key: string | undefined;
}

/** What `Pulumi.<stack>.yaml` says. The lines are those that Pulumi writes itself. */
export function providerOfConfiguration(text: string): RecordedProvider {
  const value = (name: string): string | undefined => {
    const found = new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*(?:#.*)?$`, "m").exec(text)?.[1];
    return found?.replace(/^(["'])(.*)\1$/, "$2") || undefined;
  };
  const url = value("secretsprovider");
  if (url !== undefined && url !== "passphrase") return { provider: url, key: value("encryptedkey") };
  const salt = value("encryptionsalt");
  return { provider: salt === undefined && url === undefined ? undefined : "passphrase", key: salt };
}

/** What a checkpoint says. */
export function providerOfState({ secretsProvider }: Pick<Checkpoint, "secretsProvider">): RecordedProvider {
  const state = (secretsProvider?.state ?? {}) as { url?: string; encryptedkey?: string; salt?: string };
  switch (secretsProvider?.type) {
    case undefined:
      return { provider: undefined, key: undefined };
    case "cloud":
      return { provider: state.url, key: state.encryptedkey };
    case "passphrase":
      return { provider: "passphrase", key: state.salt };
    default:
      return { provider: secretsProvider?.type, key: undefined };
  }
}

/** Whether the two are encrypted by one key. */
export function agree(configuration: RecordedProvider, state: RecordedProvider): boolean {
  return configuration.provider === state.provider && configuration.key === state.key;
}

/** A provider as it may be shown: without the parameters that a person does not need. */
export function describeProvider({ provider }: RecordedProvider): string {
  return provider ?? "nothing yet";
}
