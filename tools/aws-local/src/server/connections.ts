/** More than any engine opens at once; a connection whose end we missed is forgotten then. */
const LIMIT = 4096;

/**
 * What is known of each connection. An engine opens one for each provider instance and keeps it, so that instances are
 * told apart by it though one process serves them all. The longest unused are forgotten beyond a limit: gRPC does not
 * tell when a connection ends.
 */
export class Connections<State> {
  readonly #states = new Map<string, State>();

  set(peer: string, state: State): void {
    this.#states.delete(peer);
    this.#states.set(peer, state);
    if (this.#states.size > LIMIT) this.#states.delete(this.#states.keys().next().value as string);
  }

  get(peer: string): State | undefined {
    const state = this.#states.get(peer);
    if (state !== undefined) this.set(peer, state);
    return state;
  }

  get size(): number {
    return this.#states.size;
  }
}
