/** Told before and after each thing that a bootstrap does; a rejection stops it there. */
export type OnStep = (step: string) => void | Promise<void>;

/**
 * A kind of resource of the backend. `ensure` makes it or adopts what is there already, and gives it all its settings, so that
 * it may be called again after a crash at any point of it.
 */
export interface Managed<Inputs extends object> {
  /** What identifies it, of which a change would make another one. */
  readonly identity: keyof Inputs;
  /** Resolves to its ID, and to what others need of it. */
  ensure(inputs: Inputs): Promise<{ id: string; outputs: Record<string, unknown> }>;
  /** What it is like now, in the form of its inputs; `undefined` where it is gone. */
  read(id: string, inputs: Inputs): Promise<{ inputs: Inputs; outputs: Record<string, unknown> } | undefined>;
}
