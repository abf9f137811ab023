import {
  LocalWorkspace,
  type PreviewResult,
  type PulumiFn,
  type RefreshResult,
  Stack,
  type UpResult,
} from "@pulumi/pulumi/automation/index.js";
import { Guardian } from "./guardian.ts";
import type { TeardownReport } from "./messages.ts";
import { type CloudResource, placeUrl } from "./place.ts";
import { type ConfigValues, type ProjectFiles, writeInlineProject, writeProjectOf } from "./project-files.ts";
import { guardedCommand } from "./pulumi-command.ts";
import type { StubUpstream } from "./stub-upstream.ts";

interface CommonOptions {
  /** Instead of the values in the Pulumi.<environment>.yaml of the stack, key by key. @default those */
  readonly config?: ConfigValues;
  /** The stacks whose outputs this one reads. @default none */
  readonly upstreams?: readonly StubUpstream[];
}

export type EphemeralStackOptions = CommonOptions &
  (
    | {
        /** Absolute path of a stack's folder; nothing is written there. */
        readonly folder: string;
      }
    | {
        /** The program of the stack, in this process. What it returns are the outputs. */
        readonly program: PulumiFn;
        /** @default "ephemeral" */
        readonly project?: string;
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

/** Something is left of ephemeral stacks, or could not be taken down in order. The message lists all of it. */
export class EphemeralTeardownError extends Error {
  override name = "EphemeralTeardownError";
}

const QUIET = { color: "never", suppressProgress: true } as const;

/** A stack that exists for a test. */
export class EphemeralStack implements AsyncDisposable {
  readonly #guardian: Guardian;
  readonly #stack: Stack;
  #closed: Promise<void> | undefined;

  /** For {@link ephemeralStack}. */
  constructor(guardian: Guardian, stack: Stack) {
    this.#guardian = guardian;
    this.#stack = stack;
    open.add(this);
  }

  /** Absolute path of all that there is of it and of its upstreams: state, cloud, project. */
  get folder(): string {
    return this.#guardian.folder;
  }

  /** Creates and updates. @throws {PulumiFailedError} with what the engine said */
  up(): Promise<UpResult> {
    return this.#stack.up(QUIET);
  }

  /** @throws {PulumiFailedError} */
  preview(): Promise<PreviewResult> {
    return this.#stack.preview(QUIET);
  }

  /** @throws {PulumiFailedError} */
  refresh(): Promise<RefreshResult> {
    return this.#stack.refresh(QUIET);
  }

  /** The values of the outputs, secrets too. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs = await this.#stack.outputs();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
  }

  /** What the state has: components, providers and resources. Secrets are encrypted. */
  async resources(): Promise<StateResource[]> {
    const { deployment } = await this.#stack.exportStack();
    return (deployment as { resources?: StateResource[] }).resources ?? [];
  }

  /** What exists in the cloud. */
  cloud(): Promise<CloudResource[]> {
    return this.#guardian.resources();
  }

  /**
   * Interrupts what runs, destroys everything and removes the stack and its upstreams. Nothing is left then.
   *
   * @throws {EphemeralTeardownError} if something could not be destroyed, or was left in the cloud or in the backend
   * although Pulumi thinks otherwise; the folder with all of it is gone all the same
   */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    try {
      assertGone(await this.#guardian.close());
    } finally {
      open.delete(this);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

const open = new Set<EphemeralStack>();

/** How long Jest waits for what a test has left open: an engine to end, and a destroy. */
const CLOSE_MILLISECONDS = 180_000;

// A test that has failed, or has run into Jest's time limit, may not get to its close().
if (typeof afterAll === "function") {
  afterAll(async () => {
    const outcomes = await Promise.allSettled([...open].map((stack) => stack.close()));
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as Error] : [],
    );
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map(({ message }) => message).join("\n"));
  }, CLOSE_MILLISECONDS);
}

/**
 * Makes a stack with a backend, a passphrase and a cloud of its own, for the real engine; `up()` deploys it. It is taken
 * down by `await using`, at the latest after the last test of the file; and if this process ends in any other way, SIGKILL
 * included, by its guardian, a process of its own. If that is killed too, the next ephemeral stack removes what is left.
 *
 *     await using stack = await ephemeralStack({ folder: import.meta.dirname });
 *     await stack.up();
 *     expect(await stack.cloud()).toHaveLength(2);
 *
 * @throws {NoPlaceError} if the test is not run by `test:integration`
 * @throws {PulumiFailedError} with what the engine said, also if a stub breaks its contract
 */
export async function ephemeralStack(options: EphemeralStackOptions): Promise<EphemeralStack> {
  const { config = {}, upstreams = [] } = options;
  const guardian = await Guardian.start(placeUrl());
  try {
    const { folder, environment } = guardian;
    const inline = (project: string, values: ConfigValues) =>
      writeInlineProject(folder, project, environment, values);
    const files =
      "program" in options
        ? inline(options.project ?? "ephemeral", config)
        : writeProjectOf(folder, options.folder, environment, config);
    const stubs = upstreams.map(({ project, program }) => ({ files: inline(project, {}), program }));
    await Promise.all(
      stubs.map(async ({ files: stub, program }) => (await createStack(guardian, stub, program)).up(QUIET)),
    );
    const program = "program" in options ? options.program : undefined;
    return new EphemeralStack(guardian, await createStack(guardian, files, program));
  } catch (error) {
    const report = await guardian.close();
    if (report.problems.length === 0) throw error;
    throw new AggregateError([error, new EphemeralTeardownError(report.problems.join("\n"))]);
  }
}

async function createStack(
  guardian: Guardian,
  { project, workDir }: ProjectFiles,
  program?: PulumiFn,
): Promise<Stack> {
  const { environment } = guardian;
  const workspace = await LocalWorkspace.create({
    workDir,
    pulumiCommand: guardedCommand(guardian, `${project}/${environment}`),
    ...(program === undefined ? {} : { program }),
  });
  return Stack.create(environment, workspace);
}

function assertGone({ problems }: TeardownReport): void {
  if (problems.length > 0) throw new EphemeralTeardownError(problems.join("\n"));
}
