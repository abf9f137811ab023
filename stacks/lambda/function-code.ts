import { asset } from "@pulumi/pulumi";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeSha256, zipArchive } from "./archive.ts";
import { bundle } from "./bundle.ts";

export interface FunctionCode {
  archive: asset.FileArchive;
  /** Of the archive, relative to the project's folder. */
  path: string;
  /** Of the archive, in base 64. */
  sha256: string;
}

/**
 * The code of a function as the archive that Lambda gets: one module, `index.mjs`. Archives are kept in `dist` by their
 * content, so that a run never changes what another one is uploading.
 *
 * @param entryPoint relative to `folder`
 * @param folder of the Pulumi project, an absolute path: the archive's path in the state is relative to it
 */
export function functionCode(entryPoint: string, folder: string): FunctionCode {
  const bytes = zipArchive({ "index.mjs": bundle(entryPoint, folder).text });
  const sha256 = codeSha256(bytes);
  const path = `./dist/${Buffer.from(sha256, "base64").toString("hex")}.zip`;
  writeOnce(join(folder, path), bytes);
  return { archive: new asset.FileArchive(path), path, sha256 };
}

/** Other runs see the whole file or none. */
function writeOnce(path: string, bytes: Uint8Array): void {
  if (existsSync(path)) return;
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, bytes);
  renameSync(temporary, path);
}
