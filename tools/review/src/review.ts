import type { Line } from "./differences/line.ts";
import type { ReviewOperation } from "./review-input.ts";
import type { RiskKind, RiskLevel } from "./risk/risk-table.ts";
import type { Phrase } from "./text/phrase.ts";

export type ChangeKind = "create" | "update" | "replace" | "delete" | "read" | "import" | "forget";

/** What a reviewer reads first. */
export interface Verdict {
  /** `failed`: stacks failed or were skipped, so that the review does not say everything. */
  readonly level: "none" | RiskLevel | "failed";
  /** One sentence, without a full stop. */
  readonly headline: Phrase;
  /** More sentences: what makes it so, and what this review does not cover. */
  readonly details: readonly Phrase[];
}

/** A resource that goes away, or is made anew. */
export interface DestructiveChange {
  readonly stack: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly change: "replace" | "delete";
  readonly level: RiskLevel;
  readonly kind: RiskKind;
  /** What causes it, with the values before and after. */
  readonly causes: readonly Phrase[];
  /** What is lost. */
  readonly loss: string;
  readonly reversible: "yes" | "partly" | "no";
  /** How it can be undone, or why it cannot. */
  readonly undo: string;
  /** Where that is documented. */
  readonly source?: string;
}

/** A change of who may do what, or of who can reach what. */
export interface SecurityFinding {
  readonly stack: string;
  /** Absent where the finding is of several resources. */
  readonly urn?: string;
  readonly type: string;
  /** More than one where resources of a type are new together. */
  readonly names: readonly string[];
  /** `wider`: more may be done or reached than before; `changed`: it is not known, or neither; `narrower`. */
  readonly effect: "wider" | "changed" | "narrower";
  /** Whether the resource comes with this change, so that there was nothing before. */
  readonly isNew: boolean;
  readonly what: Phrase;
  /** The difference of a policy, statement by statement. */
  readonly lines: readonly Line[];
}

/** An output that changes, and whom that reaches. */
export interface OutputReview {
  readonly stack: string;
  readonly name: string;
  readonly kind: "add" | "update" | "delete";
  readonly lines: readonly Line[];
  /** The stacks whose programs read it. */
  readonly readers: readonly string[];
  /** Stacks that read of this stack, and of which it is not known what: they were not previewed, or failed. */
  readonly possibleReaders: readonly string[];
}

export interface PolicyReview {
  readonly stack: string;
  readonly pack: string;
  readonly policy: string;
  readonly enforcement: string;
  readonly message: string;
  /** The resources that it was found at; none where it concerns the stack. */
  readonly names: readonly string[];
}

/** A resource that changes, or several that change in the same way. */
export interface ResourceReview {
  readonly change: ChangeKind;
  readonly type: string;
  readonly names: readonly string[];
  readonly urns: readonly string[];
  /** Account and region, where they are known and the same for all. */
  readonly place?: string;
  readonly level?: RiskLevel;
  readonly security: boolean;
  readonly replaceKeys: readonly string[];
  readonly lines: readonly Line[];
}

export type StackStatus = "changed" | "unchanged" | "failed" | "skipped";

export interface StackReview {
  readonly stack: string;
  readonly status: StackStatus;
  /** Why it failed or was skipped. */
  readonly message?: string;
  readonly counts: Readonly<Partial<Record<ChangeKind | "same", number>>>;
  readonly outputs: number;
  /** `123456789012 eu-central-1`, each once, of the resources that change, else of all. */
  readonly places: readonly string[];
  readonly resources: readonly ResourceReview[];
  readonly diagnostics: readonly {
    readonly severity: "error" | "warning" | "info";
    readonly message: string;
  }[];
  /** When an earlier result stands: of when (ISO 8601). */
  readonly reusedFrom?: string;
}

export interface PictureNode {
  readonly stack: string;
  /** `outside`: in the workspace, not in this run. */
  readonly status: StackStatus | "outside";
  /** The highest risk in it. */
  readonly level?: RiskLevel;
  readonly counts: StackReview["counts"];
}

/** `to` reads of `from`. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** The outputs that change and that `to` reads. */
  readonly outputs: readonly string[];
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** What a reviewer reads of a run. No text in it is secret; all that is given is still to be escaped. */
export interface Review {
  readonly version: 1;
  readonly environment: string;
  readonly operation: ReviewOperation;
  readonly commit?: string;
  readonly pageUrl?: string;
  readonly verdict: Verdict;
  /** By risk, the highest first. */
  readonly destructive: readonly DestructiveChange[];
  readonly security: readonly SecurityFinding[];
  readonly outputs: readonly OutputReview[];
  readonly policies: readonly PolicyReview[];
  /** Upstream first. */
  readonly stacks: readonly StackReview[];
  /** What was found to differ from the state before the run; stacks without drift are not in it. */
  readonly drift: readonly StackReview[];
  readonly picture: Picture;
}
