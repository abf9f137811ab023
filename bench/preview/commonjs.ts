/**
 * Turns a source of ours into one that Pulumi's TypeScript loader takes: CommonJS through ts-node, which finds
 * modules without their `.ts` and knows neither `import.meta` nor a top-level await. What the program declares stays.
 */
export function toCommonJs(source: string, file: string): string {
  const modules = source
    .replace(/((?:from|import)\s+"\.{1,2}\/[^"]+)\.ts"/g, '$1"')
    // A dynamic import stays one in CommonJS, where it wants the `.ts` that the loader refuses.
    .replace(/await import\("(\.{1,2}\/[^"]+)\.ts"\)/g, '(require("$1") as typeof import("$1"))')
    .replaceAll("import.meta.dirname", "__dirname")
    // Of a URL only: the bundle of the function has the words in its text.
    .replaceAll(", import.meta.url)", ', require("node:url").pathToFileURL(__filename).href)')
    // Without its `.ts`, a module of the same name would be found after the data.
    .replaceAll('"account-ids.json"', '"account-ids.data.json"')
    // `require` is there already in CommonJS.
    .replace(/^const require = createRequire\(.*\);\n/m, "")
    .replace(/^import \{ createRequire \} from "node:module";\n/m, "");
  return file.endsWith("index.ts") && modules.includes("export default contract.publish(")
    ? wrapProgram(modules)
    : modules;
}

/** Where a file is in a workspace of CommonJS programs. */
export function pathInCommonJs(file: string): string {
  return file.replace(/\/account-ids\.json$/, "/account-ids.data.json");
}

/** Pulumi runs a program that is a function, and takes what it resolves to as the outputs. */
function wrapProgram(source: string): string {
  const lines = source.split("\n");
  const body =
    lines.findLastIndex((line) => /^(import .*|\} )from ".*";$|^import .* from ".*";$/.test(line)) + 1;
  const statements = lines
    .slice(body)
    .join("\n")
    .replace("export default contract.publish(", "return contract.publish(");
  return `${lines.slice(0, body).join("\n")}\n\nexport = async () => {\n${statements}\n};\n`;
}

/** The manifest of a package of ours, for CommonJS. */
export function toCommonJsManifest(text: string): string {
  const { type: _, ...manifest } = JSON.parse(text) as Record<string, unknown>;
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** `Pulumi.yaml` with Pulumi's default loader: the runtime's options are those for programs that need none. */
export function withDefaultLoader(pulumiYaml: string): string {
  return pulumiYaml.replace(/^runtime:\n(?: .*\n?)*/m, "runtime: nodejs\n");
}

/**
 * What `pulumi new aws-typescript` writes (pulumi/templates), with the language level that the programs use, and
 * without checking declaration files, which takes most of the time and nobody needs.
 */
export const TSCONFIG = {
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2024",
    module: "nodenext",
    moduleResolution: "nodenext",
    sourceMap: true,
    skipLibCheck: true,
    types: ["node"],
    noFallthroughCasesInSwitch: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts"],
};
