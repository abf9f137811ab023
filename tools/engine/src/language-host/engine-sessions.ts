/** One engine's connection to this host. */
export interface EngineSession {
  /** host:port of the engine's own server, for log messages; undefined before the handshake. */
  engineAddress: string | undefined;
  /** Aborts when the engine cancels. */
  readonly cancelled: AbortController;
}

/**
 * What is known of the engines that a host serves, by the peer of their connection: a `RunRequest` does not say which
 * engine it is from, the handshake before it on the same connection does. An attached host serves several at once.
 *
 * Entries are not removed when a connection ends (grpc-js does not say so); the next handshake from the same port
 * replaces one, and there are no more ports than 65,535.
 */
export class EngineSessions {
  readonly #sessions = new Map<string, EngineSession>();
  readonly #defaultAddress: string | undefined;

  /** `defaultAddress` is the engine's address where it is known without a handshake: the argument of a spawned host. */
  constructor(defaultAddress?: string) {
    this.#defaultAddress = defaultAddress;
  }

  /** Starts a session: what an earlier connection from the same port was told does not count any more. */
  handshake(peer: string, engineAddress: string): void {
    this.#sessions.set(peer, { engineAddress, cancelled: new AbortController() });
  }

  of(peer: string): EngineSession {
    let session = this.#sessions.get(peer);
    if (session === undefined) {
      session = { engineAddress: this.#defaultAddress, cancelled: new AbortController() };
      this.#sessions.set(peer, session);
    }
    return session;
  }

  cancelAll(): void {
    for (const session of this.#sessions.values()) session.cancelled.abort();
  }
}
