// The guardian of ephemeral stacks, a process of its own: `guardian-process.ts URL_OF_THE_PLACE`. It has the folder, the
// cloud and the Pulumi processes of one owner, the process of a test. When the owner asks for it, or is gone, however that
// came, it ends what runs and takes down what is there. There is this one way to take stacks down, and no other.
import { mkdirSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Backend } from "./backend.ts";
import { type OwnedFolder, ownFolder, removeLeftovers } from "./folders.ts";
import type { PulumiOutcome, Request, TeardownReport } from "./messages.ts";
import type { EphemeralPlace, OpenPlace } from "./place.ts";
import { PulumiRuns } from "./pulumi-runs.ts";
import { say } from "./say.ts";
import { tearDown } from "./tear-down.ts";

class Guardian {
  readonly #folder: OwnedFolder;
  readonly #place: OpenPlace;
  readonly #backend: Backend;
  readonly #runs: PulumiRuns;
  readonly #env: NodeJS.ProcessEnv;
  readonly #workDirs = new Map<string, string>();
  #closed: Promise<TeardownReport> | undefined;

  constructor(folder: OwnedFolder, place: OpenPlace) {
    const [home, state, temporary] = ["home", "state", "tmp"].map((name) => join(folder.path, name));
    for (const path of [home, state, temporary]) mkdirSync(path!, { recursive: true });
    this.#folder = folder;
    this.#place = place;
    this.#backend = new Backend(state!);
    this.#runs = new PulumiRuns(place.command);
    this.#env = {
      ...process.env,
      ...place.env,
      // The engine notes in its home which stack a folder has selected, and writes files of its state there first.
      PULUMI_HOME: home,
      TMPDIR: temporary,
      PULUMI_BACKEND_URL: this.#backend.url,
      PULUMI_CONFIG_PASSPHRASE: randomBytes(24).toString("base64"),
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }

  async answer(request: Request): Promise<void> {
    const { id } = request;
    try {
      if (request.kind === "interrupt") this.#runs.interrupt(request.run);
      else if (request.kind === "resources")
        say({ kind: "resources", id, resources: this.#place.resources() });
      else if (request.kind === "close") say({ kind: "closed", id, report: await this.close() });
      else say({ kind: "ended", id, outcome: await this.#run(request) });
    } catch (error) {
      say({ kind: "failed", id, error: (error as Error).message });
    }
  }

  #run({ id, stack, args, cwd, env }: Extract<Request, { kind: "run" }>): Promise<PulumiOutcome> {
    if (this.#closed !== undefined) throw new Error("The ephemeral stack is closed.");
    // Known before anything of it is made.
    this.#workDirs.set(stack, cwd);
    const onOutput = (stream: "stdout" | "stderr", text: string) => say({ kind: "output", id, stream, text });
    return this.#runs.run({ args, cwd, env: { ...this.#env, ...env }, onOutput }, id);
  }

  close(): Promise<TeardownReport> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<TeardownReport> {
    try {
      await this.#runs.endAll();
      return await tearDown({
        backend: this.#backend,
        workDirs: this.#workDirs,
        resources: () => this.#place.resources(),
        run: (args, cwd) => this.#runs.run({ args, cwd, env: this.#env }),
      });
    } finally {
      await this.#place.close();
      this.#folder.remove();
    }
  }
}

async function open(): Promise<Guardian> {
  const url = process.argv[2];
  if (url === undefined) throw new Error("Usage: guardian-process.ts URL_OF_THE_PLACE");
  for (const path of removeLeftovers())
    console.error(`Removed what a killed run of tests has left, with all its ephemeral stacks: ${path}`);
  const folder = ownFolder();
  try {
    const { default: place } = (await import(url)) as { default: EphemeralPlace };
    const there = await place.open(folder.path);
    const guardian = new Guardian(folder, there);
    const { environment, version } = there;
    say({ kind: "ready", folder: folder.path, environment, version });
    return guardian;
  } catch (error) {
    folder.remove();
    throw error;
  }
}

// The owner may end while the place is opened.
const gone = new Promise<void>((resolve) => {
  process.once("disconnect", resolve);
  // A terminal's Ctrl-C does not reach this process. Whoever ends it on purpose gets what its owner would get.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
});
// A pipe of an owner that is gone.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

let code = 0;
try {
  const guardian = await open();
  let asked = false;
  process.on("message", (request: Request) => {
    asked ||= request.kind === "close";
    void guardian.answer(request);
  });
  await gone;
  const { stacks, problems } = await guardian.close();
  if (!asked) {
    const left = problems.length === 0 ? "Nothing is left." : problems.join("\n");
    console.error(
      `Ephemeral stacks that their test has left were taken down: ${stacks.join(", ") || "none"}. ${left}`,
    );
  }
} catch (error) {
  say({ kind: "unready", error: (error as Error).message });
  code = 1;
}
process.exit(code);
