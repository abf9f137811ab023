import { type ChangeSet, widenings } from "@strata/change-set";
import { bulletList } from "@strata/environment/problems";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "../reuse/digest.ts";
import { configurationDigest } from "../reuse/ingredients.ts";
import type { ProgramClosures } from "../reuse/program-closure.ts";
import { SourceFiles } from "../reuse/source-files.ts";
import { StackStates } from "../reuse/stack-states.ts";
import { writeJson } from "../run/change-set-files.ts";
import { configurationFlag } from "../run/configuration-flag.ts";
import { enginePlanFile, type RunContext } from "../run/run-context.ts";
import { StackError } from "../run/stack-error.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { gitTree } from "./git-tree.ts";
import { PLAN_LIFETIME_MS, type PlanFacts, staleness } from "./plan-binding.ts";
import { unwrapPlanKey, wrapPlanKey } from "./plan-key.ts";
import {
  newPlanKey,
  openPlan,
  parseSealedPlan,
  type PlanContent,
  type SealedPlan,
  sealPlan,
  TamperedPlanError,
} from "./sealed-plan.ts";

/** A plan that may be applied now. */
export interface OpenedPlan extends PlanContent {
  readonly unknownReads: readonly string[];
}

/** Keeps the plans of a run, `dist/plans/<environment>/<stack>.json`, and gives back those that still hold. */
export class PlanStore {
  readonly #run: RunContext;
  readonly #closures: ProgramClosures;

  constructor(run: RunContext, closures: ProgramClosures) {
    this.#run = run;
    this.#closures = closures;
  }

  /** Throws {@link StackError} where it cannot be encrypted. */
  async keep(
    stack: StackProject,
    changeSet: ChangeSet,
    unknownReads: readonly string[],
    states: StackStates,
  ): Promise<void> {
    const enginePlan = readFileSync(enginePlanFile(stack, this.#run), "utf8");
    const key = newPlanKey();
    const wrapped = await wrapPlanKey(key, stack, this.#run);
    const now = Date.now();
    const binding = {
      version: 1 as const,
      ...(await this.#facts(stack, states)),
      unknownReads: [...unknownReads],
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + PLAN_LIFETIME_MS).toISOString(),
    };
    writeJson(this.#path(stack), sealPlan({ enginePlan, changeSet }, binding, key, wrapped));
  }

  /** Forgets the plan of a stack: it was applied, or another is to take its place. */
  remove(stack: StackProject): void {
    rmSync(this.#path(stack), { force: true });
  }

  /** The plan of a stack, if it holds. Throws {@link StackError} with everything that is against it. */
  async open(stack: StackProject): Promise<OpenedPlan> {
    const sealed = this.#read(stack);
    // Read anew each time: what was there when the run began may be another by now.
    const problems = staleness(
      sealed.binding,
      await this.#facts(stack, new StackStates(this.#run)),
      new Date(),
    );
    if (problems.length > 0) throw this.#refusal(stack, `it is stale:\n${bulletList(problems)}`);
    try {
      const content = openPlan(sealed, await unwrapPlanKey(sealed.key, stack, this.#run));
      return { ...content, unknownReads: sealed.binding.unknownReads };
    } catch (error) {
      if (error instanceof TamperedPlanError) throw this.#refusal(stack, error.message);
      throw error;
    }
  }

  /**
   * Throws {@link StackError} with the difference where a preview that was made again, after the upstreams were updated,
   * does more than what was reviewed.
   */
  assertNotWider(stack: StackProject, { changeSet: reviewed }: OpenedPlan, actual: ChangeSet): void {
    const more = widenings(reviewed, actual);
    if (more.length === 0) return;
    const lines = more.map(({ urn, message }) => `${urn}: ${message}`);
    throw new StackError(
      `Stack "${stack.name}" was not updated: now that what it reads has changed, it would do more than was reviewed.\n` +
        `${bulletList(lines)}\nReview it as it is now: ${this.#previewCommand(stack)}`,
    );
  }

  #read(stack: StackProject): SealedPlan {
    try {
      return parseSealedPlan(readFileSync(this.#path(stack), "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw this.#refusal(stack, "there is none");
      if (error instanceof TamperedPlanError) throw this.#refusal(stack, error.message);
      throw error;
    }
  }

  #refusal(stack: StackProject, why: string): StackError {
    return new StackError(
      `Stack "${stack.name}" was not updated, for its plan ${this.#path(stack)}: ${why}\n` +
        `Make a new one: ${this.#previewCommand(stack)}`,
    );
  }

  #previewCommand(stack: StackProject): string {
    return `npx nx run ${stack.name}:preview --plan${configurationFlag(this.#run.environment)}`;
  }

  async #facts(stack: StackProject, states: StackStates): Promise<PlanFacts> {
    const { workspaceRoot, environment, engine } = this.#run;
    return {
      stack: stack.name,
      project: stack.pulumiProject,
      environment,
      state: (await states.of(stack)).version ?? "none",
      gitTree: await gitTree(workspaceRoot),
      lockfile: digestOf(readFileSync(join(workspaceRoot, "package-lock.json"))),
      configuration: configurationDigest(stack, environment, new SourceFiles(workspaceRoot)),
      engine: engine.version,
      packages: this.#closures.of(stack.name).packages,
    };
  }

  #path({ name }: StackProject): string {
    return join(this.#run.workspaceRoot, "dist", "plans", this.#run.environment, `${name}.json`);
  }
}

/** Puts the engine's plan into a file that only this user can read while it is used. */
export async function withEnginePlan<Result>(
  enginePlan: string,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "strata-engine-plan-"));
  const file = join(folder, "plan.json");
  try {
    writeFileSync(file, enginePlan, { mode: 0o600 });
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
