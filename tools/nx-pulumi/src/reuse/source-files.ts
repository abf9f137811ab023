import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { digestOf } from "./digest.ts";

/** Folders that hold nothing a program runs. */
const NO_SOURCE = new Set(["node_modules", "dist", "test", "__snapshots__"]);
/** Files that no program runs: documentation, tests, and Pulumi's configuration, which is an ingredient of its own. */
const NO_PROGRAM =
  /\.(md|snap)$|\.(spec|type-spec|integration|nightly)\.[cm]?tsx?$|^jest\..*config\.ts$|^Pulumi(\..+)?\.yaml$/;

/** Reads the files that programs run, each once in a run. */
export class SourceFiles {
  readonly #root: string;
  readonly #folders = new Map<string, Readonly<Record<string, string>>>();
  readonly #files = new Map<string, string>();

  constructor(workspaceRoot: string) {
    this.#root = workspaceRoot;
  }

  /** The digest of each file of a folder that may be part of a program, by its path from the workspace's root. */
  inFolder(folder: string): Readonly<Record<string, string>> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const found: Record<string, string> = {};
    for (const path of programFiles(folder)) found[relative(this.#root, path)] = this.#digest(path);
    this.#folders.set(folder, found);
    return found;
  }

  /** The digest of one file, by its path from the workspace's root; nothing where there is none. */
  file(path: string): Readonly<Record<string, string>> {
    try {
      return { [relative(this.#root, path)]: this.#digest(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw error;
    }
  }

  /** The same of a module and of all that it imports by a relative path, directly or not. */
  module(path: string): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    const visit = (file: string): void => {
      const name = relative(this.#root, file);
      if (name in found) return;
      const digest = this.file(file);
      if (!(name in digest)) return;
      Object.assign(found, digest);
      for (const neighbour of relativeImports(readFileSync(file, "utf8")))
        visit(join(dirname(file), neighbour));
    };
    visit(path);
    return found;
  }

  #digest(path: string): string {
    let digest = this.#files.get(path);
    if (digest === undefined) this.#files.set(path, (digest = digestOf(readFileSync(path))));
    return digest;
  }
}

/** The relative paths that a module imports or exports from. What only looks like an import does no harm. */
function relativeImports(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g)].map(
    ([, path = ""]) => path,
  );
}

function programFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || NO_SOURCE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return programFiles(path);
    return NO_PROGRAM.test(entry.name) ? [] : [path];
  });
}
