import { SignatureV4 } from "@smithy/signature-v4";
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import type { AwsSettings } from "../aws-settings.ts";

/** An answer of KMS that is an error, with its name, such as `NotFoundException`. */
export class KmsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** How long a request may take, in milliseconds. */
const TIMEOUT = 10_000;
/** Attempts in all, where KMS does not answer or says that it is its fault. */
const ATTEMPTS = 4;

/**
 * The few calls of KMS that a bootstrap needs, signed by AWS's own signer, over its JSON protocol
 * (https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html): the SDK's client for KMS is one package more.
 */
export class KmsClient {
  readonly #settings: AwsSettings;
  readonly #endpoint: URL;

  constructor(settings: AwsSettings) {
    this.#settings = settings;
    const domain = settings.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    this.#endpoint = new URL(settings.endpoint ?? `https://kms.${settings.region}.${domain}`);
  }

  /** Calls an operation. Throws {@link KmsError}, or what `fetch` throws where nobody answers. */
  async call<Answer>(operation: string, input: object): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#send<Answer>(operation, input);
      } catch (error) {
        // A key that was made by an attempt without an answer is found again by its tags.
        const again =
          !(error instanceof KmsError) || /^(Throttling|KMSInternal|DependencyTimeout)/.test(error.name);
        if (!again || attempt === ATTEMPTS || (error as Error).name === "CredentialsProviderError")
          throw error;
        await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));
      }
    }
  }

  async #send<Answer>(operation: string, input: object): Promise<Answer> {
    const { hostname, port, protocol, host } = this.#endpoint;
    const signer = new SignatureV4({
      service: "kms",
      region: this.#settings.region,
      credentials: this.#settings.credentials,
      sha256: Sha256,
    });
    const signed = await signer.sign({
      method: "POST",
      protocol,
      hostname,
      ...(port === "" ? {} : { port: Number(port) }),
      path: "/",
      query: {},
      headers: {
        host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `TrentService.${operation}`,
      },
      body: JSON.stringify(input),
    });
    const response = await fetch(this.#endpoint, {
      method: "POST",
      headers: signed.headers,
      body: signed.body as string,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    if (response.ok) return (text === "" ? {} : JSON.parse(text)) as Answer;
    throw errorOf(response.status, text);
  }
}

function errorOf(status: number, text: string): KmsError {
  try {
    const { __type: type = "", message, Message } = JSON.parse(text) as Record<string, string | undefined>;
    const name = type.slice(type.lastIndexOf("#") + 1) || `HTTP ${status}`;
    return new KmsError(name, message ?? Message ?? name);
  } catch {
    return new KmsError(`KMSInternalException`, `HTTP ${status}`);
  }
}

/** The digests of Node, as AWS's signer wants them. */
class Sha256 {
  readonly #secret: string | Uint8Array | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : bytesOf(secret);
    this.#hash = this.#start();
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(chunk));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    this.#hash = this.#start();
  }

  #start(): Hash | Hmac {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", this.#secret);
  }
}

function bytesOf(value: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof value === "string") return value;
  return value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
