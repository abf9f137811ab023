import type { ChangeSet, Fingerprint } from "@strata/change-set";
import { isLocal } from "@strata/environment";
import type { StackProject } from "../stacks/stack-project.ts";
import { digestOf, digestOfEntries } from "./digest.ts";
import { type IngredientSources, ingredientsOf } from "./ingredients.ts";
import type { Observations } from "./observations.ts";
import { readKey, readName, reasonsAgainst } from "./reasons.ts";
import { type StoredResult, StoredResults } from "./stored-results.ts";
import type { UpstreamReads } from "./upstream-reads.ts";

type Base = Pick<StoredResult, "ingredients" | "files">;

/** Whether an earlier result of a stack stands. */
export type Decision =
  | { readonly earlier: ChangeSet }
  | { readonly earlier: undefined; readonly reasons: readonly string[]; readonly base: Base };

/**
 * Finds the previews of a run that need not run, because neither an ingredient of theirs has changed nor anything that
 * they read of other stacks: what those plan in the same run counts, and else what is deployed.
 */
export class ResultReuse {
  readonly #sources: IngredientSources;
  readonly #results: StoredResults;
  readonly #reads: UpstreamReads;
  readonly #ignoreEarlier: boolean;

  /** @param options.ignoreEarlier whether every stack is to be previewed; results are kept for later runs all the same */
  constructor(
    sources: IngredientSources,
    reads: UpstreamReads,
    { ignoreEarlier = false }: { readonly ignoreEarlier?: boolean } = {},
  ) {
    this.#sources = sources;
    this.#reads = reads;
    this.#ignoreEarlier = ignoreEarlier;
    this.#results = new StoredResults(sources.run.workspaceRoot, sources.run.environment);
  }

  /** @param upstreamsDone waits until all that the stack reads is decided; not called where that makes no difference */
  async decide(stack: StackProject, upstreamsDone: () => Promise<void>): Promise<Decision> {
    const base = await ingredientsOf(stack, this.#sources);
    if (this.#ignoreEarlier)
      return { earlier: undefined, reasons: ["earlier results are not used: --skip-nx-cache"], base };
    const stored = this.#results.of(stack.name);
    const key = digestOfEntries(base.ingredients);
    const candidates = stored.filter(({ ingredients }) => digestOfEntries(ingredients) === key);
    const [newest = stored[0]] = candidates;
    if (candidates.length === 0) {
      const asBefore = new Map(newest?.reads.map(({ path, digest }) => [readKey(path), digest]));
      return { earlier: undefined, reasons: reasonsAgainst(newest, base, asBefore), base };
    }
    await upstreamsDone();
    const now = await this.#reads.digests(candidates.flatMap(({ reads }) => reads.map(({ path }) => path)));
    const standing = candidates.find(({ reads }) =>
      reads.every(({ path, digest }) => now.get(readKey(path)) === digest),
    );
    if (standing === undefined)
      return { earlier: undefined, reasons: reasonsAgainst(newest, base, now), base };
    return { earlier: standing.changeSet };
  }

  /**
   * What a result rests on, and keeps it if it can stand for a later one: a success that read no live data. In an
   * environment that others change, a function or a remote component may have read some.
   */
  async keep(
    stack: StackProject,
    base: Base,
    changeSet: ChangeSet,
    seen: Observations,
  ): Promise<Fingerprint> {
    const digests = await this.#reads.digests(seen.reads);
    const reads = seen.reads.map((path) => ({ path: [...path], digest: digests.get(readKey(path)) ?? "" }));
    const named = Object.fromEntries(reads.map(({ path, digest }) => [readName(path), digest]));
    const fingerprint: Fingerprint = {
      key: digestOf(digestOfEntries(base.ingredients), digestOfEntries(named)),
      ingredients: base.ingredients,
      reads: named,
    };
    const { environment } = this.#sources.run;
    const live = !isLocal(environment) && (seen.functions.length > 0 || (changeSet.counts.read ?? 0) > 0);
    const observed = new Set(seen.reads.map(([project]) => project));
    const unobserved = changeSet.upstreams.some((project) => !observed.has(project));
    if (changeSet.succeeded && !live && !unobserved)
      this.#results.keep(stack.name, { ...base, reads, changeSet: { ...changeSet, fingerprint } });
    return fingerprint;
  }
}
