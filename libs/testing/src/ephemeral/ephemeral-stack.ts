import {
  LocalWorkspace,
  type PreviewResult,
  type PulumiFn,
  type RefreshResult,
  Stack,
  type UpResult,
} from "@pulumi/pulumi/automation/index.js";
import { EphemeralEstate } from "./ephemeral-estate.ts";
import type { EstateStack } from "./estate.ts";
import { estateCommand } from "./estate-command.ts";
import type { EphemeralEngine } from "./find-engine.ts";
import { type ConfigValues, writeInlineProject, writeProjectOf } from "./project-files.ts";
import { type CloudResource, cloudResources } from "./teardown.ts";

interface CommonOptions {
  /**
   * Values by their full keys, as in Pulumi.<environment>.yaml. Those of a stack's folder are kept unless they are here.
   */
  readonly config?: ConfigValues;
  /**
   * A stack whose outputs this one reads: they share their backend and their embedded AWS, and are taken down together.
   * @default a backend and an embedded AWS of its own
   */
  readonly beside?: EphemeralStack;
  /** Variables for Pulumi, its plugins and programs. Not with `beside`. @default nothing */
  readonly env?: Readonly<Record<string, string>>;
  /** Not with `beside`. @default what `strata env local` has provided, in the shell or in the workspace */
  readonly engine?: EphemeralEngine;
}

export type EphemeralStackOptions = CommonOptions &
  (
    | {
        /** The program of the stack, in this process. What it returns are the outputs. */
        readonly program: PulumiFn;
        /** @default "ephemeral" */
        readonly project?: string;
      }
    | {
        /** Absolute path of a stack's folder. Nothing is written there. */
        readonly stackFolder: string;
      }
  );

/** One resource of the state, as Pulumi keeps it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

// The embedded AWS exists for it alone, and what is made in it is gone with its file. What is made elsewhere would be
// somebody's, under the names that the stacks of that environment have.
const ENVIRONMENT = "local";

const QUIET = { color: "never", suppressProgress: true } as const;

/** A stack of the embedded AWS that exists for a test. */
export class EphemeralStack implements AsyncDisposable {
  readonly #estate: EphemeralEstate;
  readonly #stack: Stack;
  readonly #record: EstateStack;
  readonly #owner: boolean;

  /** For {@link ephemeralStack}. */
  constructor(estate: EphemeralEstate, stack: Stack, record: EstateStack, owner: boolean) {
    this.#estate = estate;
    this.#stack = stack;
    this.#record = record;
    this.#owner = owner;
  }

  get project(): string {
    return this.#record.project;
  }

  /** All files of it and of what is beside it. */
  get folder(): string {
    return this.#estate.estate.folder;
  }

  /** For {@link ephemeralStack}. */
  get estate(): EphemeralEstate {
    return this.#estate;
  }

  /** Throws a `PulumiFailedError` with what the engine said. */
  up(): Promise<UpResult> {
    return this.#stack.up(QUIET);
  }

  preview(): Promise<PreviewResult> {
    return this.#stack.preview(QUIET);
  }

  refresh(): Promise<RefreshResult> {
    return this.#stack.refresh(QUIET);
  }

  /** The values of the outputs, secrets too. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs = await this.#stack.outputs();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
  }

  /** What the state has: components, providers and resources. */
  async resources(): Promise<StateResource[]> {
    const { deployment } = await this.#stack.exportStack();
    return (deployment as { resources?: StateResource[] }).resources ?? [];
  }

  /** What exists in the embedded AWS, of this stack and of those beside it. */
  cloud(): Promise<CloudResource[]> {
    return cloudResources(this.#estate.estate);
  }

  /**
   * Destroys everything and removes the stack; nothing is left, or this fails. For one that was made `beside` another,
   * it is the stack alone. To be called once the test is done, also if it fails: `await using stack = …` does.
   *
   * @throws {EphemeralTeardownError}
   */
  close(): Promise<void> {
    return this.#owner ? this.#estate.close() : this.#estate.remove(this.#record);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * Makes a stack of the environment `local` with a backend, a passphrase and an embedded AWS of its own, under the real
 * engine. It is taken down by `await using`, at the latest after the last test of the file; if this process ends in any
 * other way, SIGKILL included, by a guardian process; and if that was killed too, by the next process that makes one.
 *
 * @throws {EngineNotFoundError}; a `PulumiFailedError` with what the engine said
 */
export async function ephemeralStack(options: EphemeralStackOptions): Promise<EphemeralStack> {
  const { beside, config = {} } = options;
  const estate = beside?.estate ?? (await EphemeralEstate.create(options.engine, options.env ?? {}));
  try {
    const workDir = estate.workDir(`project-${estate.estate.stacks.length + 1}`);
    const project =
      "program" in options
        ? writeInlineProject(workDir, options.project ?? "ephemeral", ENVIRONMENT, config)
        : writeProjectOf(options.stackFolder, workDir, ENVIRONMENT, config);
    const record: EstateStack = { project, name: ENVIRONMENT, workDir };
    estate.add(record);
    const workspace = await LocalWorkspace.create({
      workDir,
      pulumiCommand: estateCommand(estate.estate, estate.signal),
      ...("program" in options ? { program: options.program } : {}),
    });
    const stack = await Stack.create(ENVIRONMENT, workspace);
    return new EphemeralStack(estate, stack, record, beside === undefined);
  } catch (error) {
    if (beside === undefined) await estate.close();
    throw error;
  }
}
