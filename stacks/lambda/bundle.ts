import { buildSync, type Metafile } from "esbuild";
import { isBuiltin } from "node:module";

// Loaded where it is installed, inside of a `try`, and not needed by what the handler does.
const OPTIONAL = ["@aws-sdk/signature-v4-crt", "pg-native"];

/** Modules of CommonJS, which pg is, ask for Node.js's own with `require`. */
const BANNER = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

export interface Bundle {
  /** The text of the one module. */
  text: string;
  /** What went into it, with paths relative to the folder. */
  metafile: Metafile;
}

/**
 * The module and all that it imports as one ES module for Node.js 24. The same sources give the same text on every
 * machine: no name in it is that of a file or a folder.
 *
 * @param entryPoint relative to `folder`
 * @param folder absolute path
 * @throws an `Error` that names what cannot be bundled, or what would be missing where the function runs
 */
export function bundle(entryPoint: string, folder: string): Bundle {
  const { outputFiles, metafile } = buildSync({
    entryPoints: [entryPoint],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // ES modules before CommonJS: what is not used of them is left out.
    mainFields: ["module", "main"],
    external: OPTIONAL,
    banner: { js: BANNER },
    // Only minified names are free of the paths of modules. Names of functions and classes are kept, for stack traces.
    minify: true,
    keepNames: true,
    charset: "utf8",
    legalComments: "none",
    // What is wrong is in the error that is thrown.
    logLevel: "silent",
    // No tsconfig.json of the machine's folders has a say.
    tsconfigRaw: {},
  });
  const missing = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external, path }) => external === true && !isBuiltin(path) && !OPTIONAL.includes(path));
  if (missing.length > 0) {
    const names = [...new Set(missing.map(({ path }) => path))].sort();
    throw new Error(
      `${entryPoint}: neither the bundle nor Node.js has ${names.join(", ")}. Install it with: npm install`,
    );
  }
  return { text: outputFiles[0]?.text ?? "", metafile };
}
