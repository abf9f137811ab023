import type { ChangeSet } from "@strata/change-set";

/** `drift`: a refresh that was only looked at, so that nothing was written down. */
export type ReviewOperation = "preview" | "up" | "destroy" | "refresh" | "drift";

/** One run, as whoever ran it knows it. */
export interface ReviewInput {
  readonly environment: string;
  readonly operation: ReviewOperation;
  /** Of each stack that the engine ran on. Those that did not succeed are shown as failed. */
  readonly changeSets: readonly ChangeSet[];
  /** Stacks that failed before the engine could say anything of them; a change set of the same stack wins. */
  readonly failed?: readonly { readonly stack: string; readonly message: string }[];
  /** Stacks that were left out because of others, with the reason in words. */
  readonly skipped?: readonly { readonly stack: string; readonly because: string }[];
  /** Every stack of the workspace with the stacks whose contracts it imports, by their Nx names. */
  readonly graph: readonly {
    readonly stack: string;
    /** The name in Pulumi.yaml, where it is another. */
    readonly project?: string;
    readonly upstreams: readonly string[];
  }[];
  /** Who reads an output, where it is known from elsewhere than the change sets, such as from deployed states. */
  readonly readers?: readonly {
    readonly stack: string;
    readonly output: string;
    readonly readers: readonly string[];
  }[];
  /** What was found to differ from the state before this run, if that was looked at too. */
  readonly drift?: readonly ChangeSet[];
  /** The revision under review. Without it, that of the change sets. */
  readonly commit?: string;
  /** Where the page is to be found; `https:` or `http:`, anything else is left out. */
  readonly pageUrl?: string;
}
