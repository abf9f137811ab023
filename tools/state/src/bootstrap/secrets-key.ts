import { BootstrapError } from "./bootstrap-error.ts";
import { type KmsClient, KmsError } from "./kms-client.ts";
import type { Managed, OnStep } from "./managed.ts";

/** The key that encrypts secrets, the bucket and the table, with its alias. */
export interface SecretsKeyInputs {
  /** With `alias/` before it. */
  readonly alias: string;
  /** Whether AWS replaces the key material each year. */
  readonly rotation: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

interface KeyMetadata {
  readonly KeyId: string;
  readonly Arn: string;
  readonly KeyState: string;
}

/** Finds the key again whose alias was not made yet. */
const ALIAS_TAG = "strata:alias";
const DESCRIPTION = "Encrypts the Pulumi state and its secrets (strata bootstrap)";

export class SecretsKey implements Managed<SecretsKeyInputs> {
  readonly identity = "alias";
  readonly #kms: KmsClient;
  readonly #onStep: OnStep;

  constructor(kms: KmsClient, onStep: OnStep) {
    this.#kms = kms;
    this.#onStep = onStep;
  }

  async ensure({
    alias,
    rotation,
    tags,
  }: SecretsKeyInputs): Promise<{ id: string; outputs: Record<string, unknown> }> {
    const named = await this.#byName(alias);
    const key = named ?? (await this.#byTag(alias)) ?? (await this.#create(alias, tags));
    assertUsable(key, alias);
    if (named === undefined) {
      await this.#onStep("key: name it");
      await this.#kms.call("CreateAlias", { AliasName: alias, TargetKeyId: key.KeyId });
    }
    await this.#onStep("key: rotate it each year");
    await this.#kms.call(rotation ? "EnableKeyRotation" : "DisableKeyRotation", { KeyId: key.KeyId });
    await this.#kms.call("TagResource", { KeyId: key.KeyId, Tags: tagList(alias, tags) });
    await this.#onStep("key: is there");
    return { id: key.KeyId, outputs: { keyId: key.KeyId, arn: key.Arn } };
  }

  async read(id: string, inputs: SecretsKeyInputs): ReturnType<Managed<SecretsKeyInputs>["read"]> {
    const key = await this.#byName(inputs.alias);
    if (key === undefined || key.KeyId !== id) return undefined;
    const { KeyRotationEnabled: rotation } = await this.#kms.call<{ KeyRotationEnabled: boolean }>(
      "GetKeyRotationStatus",
      { KeyId: id },
    );
    return { inputs: { ...inputs, rotation }, outputs: { keyId: key.KeyId, arn: key.Arn } };
  }

  async #create(alias: string, tags: Readonly<Record<string, string>>): Promise<KeyMetadata> {
    await this.#onStep("key: make it");
    const made = await this.#kms.call<{ KeyMetadata: KeyMetadata }>("CreateKey", {
      Description: DESCRIPTION,
      KeyUsage: "ENCRYPT_DECRYPT",
      KeySpec: "SYMMETRIC_DEFAULT",
      Tags: tagList(alias, tags),
    });
    return made.KeyMetadata;
  }

  async #byName(keyId: string): Promise<KeyMetadata | undefined> {
    try {
      return (await this.#kms.call<{ KeyMetadata: KeyMetadata }>("DescribeKey", { KeyId: keyId }))
        .KeyMetadata;
    } catch (error) {
      if (error instanceof KmsError && error.name === "NotFoundException") return undefined;
      throw error;
    }
  }

  /** A bootstrap that was killed between a key and its alias has left a key that only its tags tell. */
  async #byTag(alias: string): Promise<KeyMetadata | undefined> {
    let marker: string | undefined;
    do {
      const page: { Keys: { KeyId: string }[]; Truncated?: boolean; NextMarker?: string } =
        await this.#kms.call("ListKeys", marker === undefined ? {} : { Marker: marker });
      for (const { KeyId } of page.Keys) {
        if (!(await this.#hasTag(KeyId, alias))) continue;
        const key = await this.#byName(KeyId);
        if (key?.KeyState === "Enabled") return key;
      }
      marker = page.Truncated === true ? page.NextMarker : undefined;
    } while (marker !== undefined);
    return undefined;
  }

  async #hasTag(KeyId: string, alias: string): Promise<boolean> {
    try {
      const { Tags } = await this.#kms.call<{ Tags?: { TagKey: string; TagValue: string }[] }>(
        "ListResourceTags",
        {
          KeyId,
        },
      );
      return (Tags ?? []).some(({ TagKey, TagValue }) => TagKey === ALIAS_TAG && TagValue === alias);
    } catch (error) {
      // A key of somebody else's, whose policy lets nobody else look at it, is none that this has made.
      if (error instanceof KmsError && ["AccessDeniedException", "NotFoundException"].includes(error.name))
        return false;
      throw error;
    }
  }
}

function tagList(
  alias: string,
  tags: Readonly<Record<string, string>>,
): { TagKey: string; TagValue: string }[] {
  return Object.entries({ ...tags, [ALIAS_TAG]: alias }).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

function assertUsable({ KeyId, KeyState }: KeyMetadata, alias: string): void {
  if (KeyState === "Enabled") return;
  const way =
    KeyState === "PendingDeletion"
      ? `What it encrypted cannot be read without it. Keep it: aws kms cancel-key-deletion --key-id ${KeyId} && aws kms enable-key --key-id ${KeyId}`
      : `Enable it: aws kms enable-key --key-id ${KeyId}`;
  throw new BootstrapError(
    `The key ${KeyId} of ${alias} is ${KeyState}, and cannot encrypt. ${way}. Then bootstrap again.`,
  );
}
