import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalPackage } from "@strata/environment";
import { readDeclaration, type ResourceDeclaration } from "./read-declarations.ts";
import { sdkPackage } from "./sdk-packages.ts";

/** Changes when the form of what is cached does. */
const FORM = 3;

/** What the installed SDK declares of resource types: read once, then from a cache on disk, keyed by SDK version. */
export class Declarations {
  readonly #folder: string;
  readonly #known = new Map<string, ResourceDeclaration | undefined>();

  /** @param cacheFolder a folder of our own; created when first needed */
  constructor(cacheFolder: string) {
    this.#folder = cacheFolder;
  }

  /** The declaration of a type such as `aws:ec2/vpc:Vpc`; undefined if the installed package has none. */
  get(token: string): ResourceDeclaration | undefined {
    if (!this.#known.has(token)) this.#known.set(token, this.#read(token));
    return this.#known.get(token);
  }

  #read(token: string): ResourceDeclaration | undefined {
    const sdk = sdkPackage((token.split(":")[0] ?? "") as LocalPackage);
    const folder = join(this.#folder, `${FORM}-${sdk.version}`);
    const path = join(folder, `${token.replaceAll(/[:/]/g, ".")}.json`);
    try {
      return JSON.parse(readFileSync(path, "utf8")) as ResourceDeclaration;
    } catch {
      // Absent or unreadable: only a cache, made anew.
    }
    const declaration = readDeclaration(sdk.folder, token);
    if (declaration === undefined) return undefined;
    try {
      mkdirSync(folder, { recursive: true });
      const temporary = `${path}.${process.pid}`;
      writeFileSync(temporary, JSON.stringify(declaration));
      renameSync(temporary, path);
    } catch {
      // A read-only workspace only costs time.
    }
    return declaration;
  }
}
