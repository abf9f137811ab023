import { asset } from "@pulumi/pulumi";
import { buildSync } from "esbuild";

/**
 * The code of a function: the module and all that it imports in one file, `index.mjs`. The same sources give the
 * same bytes on every machine, so that a function is only updated when its code has changed.
 *
 * @param entryPoint relative to `folder`
 * @param folder absolute path
 */
export function bundleHandler(entryPoint: string, folder: string): asset.AssetArchive {
  return new asset.AssetArchive({ "index.mjs": new asset.StringAsset(bundle(entryPoint, folder)) });
}

/** The text of the bundle. */
export function bundle(entryPoint: string, folder: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    // Paths in the output are relative to this folder.
    absWorkingDir: folder,
    bundle: true,
    write: false,
    platform: "node",
    target: "node24",
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    // What is wrong is in the error that is thrown.
    logLevel: "silent",
    // No tsconfig.json of the machine's folders has a say.
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? "";
}
