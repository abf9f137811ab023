import type {
  DestructiveChange,
  OutputReview,
  PolicyReview,
  Review,
  SecurityFinding,
  StackReview,
  Verdict,
} from "../review.ts";
import type { ReviewOperation } from "../review-input.ts";
import { driftedCount } from "./drift.ts";
import { highest } from "../risk/risk-of.ts";
import type { RiskLevel } from "../risk/risk-table.ts";
import { listPhrase, type Phrase, phrase } from "../text/phrase.ts";
import { changeWordsOfMany, CHANGES_BY_WEIGHT, many, undoneWords } from "../text/words.ts";

/** What the verdict is made from. */
export type Reviewed = Pick<
  Review,
  "destructive" | "security" | "outputs" | "policies" | "stacks" | "drift"
> & {
  readonly operation: ReviewOperation;
  /** The revisions of the change sets, each once. */
  readonly revisions: readonly string[];
  /** The revision under review. */
  readonly commit: string | undefined;
};

/** The verdict on a run: how much is at stake, in a sentence, and what makes it so. */
export function verdictOf(reviewed: Reviewed): Verdict {
  const { stacks, destructive, security, outputs } = reviewed;
  const incomplete = stacks.some(({ status }) => status === "failed" || status === "skipped");
  const changes = stacks.some(({ status }) => status === "changed") || reviewed.drift.length > 0;
  const lost = highest(destructive.map(({ level }) => level));
  const wider = security.some(({ effect }) => effect === "wider");
  const breaks = outputs.some(({ kind, readers }) => kind === "delete" && readers.length > 0);
  const mandatory = reviewed.policies.some(({ enforcement }) => enforcement === "mandatory");
  const least: RiskLevel | undefined = wider || breaks || mandatory ? "high" : changes ? "low" : undefined;
  const level = highest([lost, least].filter((one) => one !== undefined));
  return {
    level: incomplete ? "failed" : (level ?? "none"),
    headline: headlineOf(reviewed, changes),
    details: [
      ...failureDetails(stacks),
      ...lossDetails(destructive),
      ...driftDetails(reviewed.drift, destructive),
      ...securityDetails(security),
      ...outputDetails(outputs),
      ...policyDetails(reviewed.policies),
      ...revisionDetails(reviewed),
    ],
  };
}

function headlineOf({ stacks, destructive, operation, drift, outputs }: Reviewed, changes: boolean): Phrase {
  const failed = stacks.filter(({ status }) => status === "failed");
  const skipped = stacks.filter(({ status }) => status === "skipped");
  const changed = stacks.filter(({ status }) => status === "changed");
  const missing = [
    ...(failed.length > 0 ? [`${many(failed.length, "stack")} failed`] : []),
    ...(skipped.length > 0
      ? [
          `${failed.length > 0 ? skipped.length : many(skipped.length, "stack")} ${skipped.length === 1 ? "was" : "were"} skipped`,
        ]
      : []),
  ].join(", ");
  const lead = missing === "" ? "" : `${missing}; `;
  if (!changes) {
    const none =
      operation === "drift" || operation === "refresh"
        ? "nothing drifted"
        : operation === "preview"
          ? "nothing would change"
          : "nothing changed";
    return [
      capital(
        `${lead}${failed.length > 0 && changed.length === 0 ? "nothing else is known to change" : none}`,
      ),
    ];
  }
  if (destructive.length > 0) {
    const [worst] = destructive;
    const counts = (["delete", "replace"] as const).flatMap((change) => {
      const count = destructive.filter((one) => one.change === change).length;
      return count === 0
        ? []
        : [
            `${many(count, "resource")} ${
              count === 1
                ? changeWordsOfMany(operation, change)
                    .replace(/^were /, "was ")
                    .replace(/^are /, "is ")
                : changeWordsOfMany(operation, change)
            }`,
          ];
    });
    const first =
      worst !== undefined && (worst.level === "critical" || worst.level === "high")
        ? phrase`, ${[destructive.length > 1 ? "among them " : ""]}${[article(worst.kind)]} (${worst.name})`
        : [];
    return [capital(`${lead}${counts.join(" and ")}`), ...first];
  }
  const total = (change: StackReview["resources"][number]["change"]): number =>
    stacks.reduce((sum, { counts }) => sum + (counts[change] ?? 0), 0);
  const counted = CHANGES_BY_WEIGHT.filter((change) => change !== "read" && total(change) > 0).map(
    (change, index) =>
      `${index === 0 ? many(total(change), "resource") : total(change)} ${
        total(change) === 1
          ? changeWordsOfMany(operation, change)
              .replace(/^were /, "was ")
              .replace(/^are /, "is ")
          : changeWordsOfMany(operation, change)
      }`,
  );
  if (counted.length === 0) {
    if (drift.length > 0) return [capital(`${lead}${many(drift.length, "stack")} drifted`)];
    return [
      capital(
        `${lead}no resource ${operation === "preview" ? "would change" : "changed"}; ${outputWords(outputs, operation)}`,
      ),
    ];
  }
  const unharmed = operation === "preview" || operation === "up" ? "; none is destroyed or replaced" : "";
  return [capital(`${lead}${counted.join(", ")} in ${many(changed.length, "stack")}${unharmed}`)];
}

function failureDetails(stacks: readonly StackReview[]): Phrase[] {
  const missing = stacks.filter(({ status }) => status === "failed" || status === "skipped");
  return missing.length === 0
    ? []
    : [["What failed or was skipped is not in this review: it may change more than is shown."]];
}

/** Resources whose loss is told in the verdict. */
const TOLD_LOSSES = 3;

function lossDetails(destructive: readonly DestructiveChange[]): Phrase[] {
  const serious = destructive.filter(({ level }) => level === "critical" || level === "high");
  const told = new Map<string, DestructiveChange[]>();
  for (const change of serious) told.set(change.undo, [...(told.get(change.undo) ?? []), change]);
  return [...told.values()].slice(0, TOLD_LOSSES).flatMap((alike): Phrase[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const names = listPhrase(
      alike.map(({ name }) => name),
      3,
    );
    return [phrase`Lost with ${names}: ${[first.loss]}; ${[undoneWords(first.reversible)]}.`];
  });
}

function driftDetails(drift: readonly StackReview[], destructive: readonly DestructiveChange[]): Phrase[] {
  const count = driftedCount(drift);
  if (count === 0) return [];
  const besides = destructive.length === 0 ? "" : "besides";
  return [
    [
      capital(
        `${besides} ${many(count, "resource was", "resources were")} changed outside of Pulumi.`.trim(),
      ),
    ],
  ];
}

function securityDetails(security: readonly SecurityFinding[]): Phrase[] {
  const wider = security.filter(({ effect }) => effect === "wider").length;
  if (wider === 0) return [];
  return [
    [
      `${many(wider, "change opens", "changes open")} something to more than before, or ${wider === 1 ? "takes" : "take"} a safeguard away.`,
    ],
  ];
}

function outputWords(outputs: readonly OutputReview[], operation: ReviewOperation): string {
  const planned = operation === "preview";
  const words = {
    delete: planned ? "would vanish" : "vanished",
    update: planned ? "would change" : "changed",
    add: planned ? "would be new" : "are new",
  };
  return (["delete", "update", "add"] as const)
    .map((kind) => [kind, outputs.filter((output) => output.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count], index) => `${index === 0 ? many(count, "output") : count} ${words[kind]}`)
    .join(", ");
}

function outputDetails(outputs: readonly OutputReview[]): Phrase[] {
  return outputs
    .filter(({ kind, readers }) => kind === "delete" && readers.length > 0)
    .slice(0, 3)
    .map(
      ({ stack, name, readers }) =>
        phrase`${stack} loses the output ${name}, which ${listPhrase(readers, 4)} ${[readers.length === 1 ? "reads" : "read"]}.`,
    );
}

function policyDetails(policies: readonly PolicyReview[]): Phrase[] {
  const count = policies.filter(({ enforcement }) => enforcement === "mandatory").length;
  return count === 0 ? [] : [[`${many(count, "mandatory policy is", "mandatory policies are")} violated.`]];
}

function revisionDetails({ revisions, commit }: Reviewed): Phrase[] {
  const others = revisions.filter((revision) => revision !== commit);
  if (others.length === 0) return [];
  const short = others.map((revision) => revision.slice(0, 12));
  const whole = others.length === revisions.length;
  return [
    phrase`${[whole ? "This" : "Part of this"]} is of another revision: ${listPhrase(short, 4)}. Run it again to review what is checked out.`,
  ];
}

const NOUNS: Readonly<Record<DestructiveChange["kind"], string>> = {
  database: "a database",
  storage: "what holds data",
  key: "a key",
  secret: "a secret",
  cluster: "a cluster",
  address: "an address",
  identity: "an identity",
  network: "a network",
  compute: "a machine",
  unknown: "a resource",
  connection: "a connection",
};

function article(kind: DestructiveChange["kind"]): string {
  return NOUNS[kind];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
