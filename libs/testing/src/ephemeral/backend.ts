import { folderBackendUrl } from "@strata/environment/folder-backend";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The backend of a guardian's stacks: files in its folder, and nobody else's. */
export class Backend {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** For PULUMI_BACKEND_URL. */
  get url(): string {
    return folderBackendUrl(this.#folder);
  }

  /** The stacks that there are, as `project/stack`. Read from the files: what the CLI says is what is checked. */
  stacks(): string[] {
    return this.#filesIn("stacks")
      .filter((name) => name.endsWith(".json"))
      .map((name) => name.slice(0, -".json".length));
  }

  isProtecting(stack: string): boolean {
    const file = join(this.#folder, ".pulumi/stacks", `${stack}.json`);
    const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
    return (checkpoint.latest?.resources ?? []).some(({ protect }) => protect === true);
  }

  /** Whether an update was killed, and has left its lock. */
  isLocked(): boolean {
    return this.#filesIn("locks").some((name) => name.endsWith(".json"));
  }

  #filesIn(kind: "stacks" | "locks"): string[] {
    const folder = join(this.#folder, ".pulumi", kind);
    return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  }
}

/** https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go, CheckpointV3 */
interface Checkpoint {
  checkpoint: { latest?: { resources?: { protect?: boolean }[] } };
}
