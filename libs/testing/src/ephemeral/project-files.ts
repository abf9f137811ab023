import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/** Values by their full keys, as in Pulumi.<environment>.yaml: `{ "network:nat": "single" }`. */
export type ConfigValues = Readonly<Record<string, unknown>>;

/** The folder that Pulumi works in, and whose project it is. */
export interface ProjectFiles {
  readonly project: string;
  /** Absolute path. */
  readonly workDir: string;
}

// No resource is bound to an account that nobody named.
const CONFIG = { "pulumi:disable-default-providers": ["*"] };

/** Writes the project of a program that is a function. */
export function writeInlineProject(
  parent: string,
  project: string,
  environment: string,
  config: ConfigValues,
): ProjectFiles {
  return write(parent, { name: project, runtime: "nodejs" }, environment, { ...CONFIG, ...config });
}

/**
 * Writes a project that runs the program of a stack's folder with the configuration that is there. Nothing is written
 * there: Pulumi would write into its Pulumi.<environment>.yaml.
 *
 * @param folder absolute path
 * @param config replaces values, key by key
 * @throws an `Error` that says what to give
 */
export function writeProjectOf(
  parent: string,
  folder: string,
  environment: string,
  config: ConfigValues,
): ProjectFiles {
  if (!existsSync(join(folder, "Pulumi.yaml")))
    throw new Error(
      `${folder} is no stack: it has no Pulumi.yaml. Give the absolute path of a stack's folder; in a test beside ` +
        `it, that is import.meta.dirname.`,
    );
  const project = readYaml(join(folder, "Pulumi.yaml")) as Project;
  const file = join(folder, `Pulumi.${environment}.yaml`);
  const own = existsSync(file) ? (readYaml(file) as { config?: Record<string, unknown> } | null)?.config : {};
  const values = { ...CONFIG, ...own, ...config };
  const encrypted = Object.keys(values).filter((key) => isEncrypted(values[key as keyof typeof values]));
  if (encrypted.length > 0)
    throw new Error(
      `${file}: ${encrypted.join(", ")}: encrypted with a key that an ephemeral stack does not have. Give a value ` +
        `for the test: ephemeralStack({ config: { "${encrypted[0]}": … } })`,
    );
  return write(parent, { ...project, main: folder }, environment, values);
}

interface Project {
  name: string;
  [key: string]: unknown;
}

function readYaml(file: string): unknown {
  return parse(readFileSync(file, "utf8"));
}

function write(parent: string, project: Project, environment: string, config: ConfigValues): ProjectFiles {
  const workDir = join(parent, "projects", project.name);
  if (existsSync(workDir))
    throw new Error(
      `Two stacks of the project "${project.name}" cannot be beside each other: name each upstream once.`,
    );
  mkdirSync(workDir, { recursive: true });
  writeFileSync(join(workDir, "Pulumi.yaml"), stringify(project));
  writeFileSync(join(workDir, `Pulumi.${environment}.yaml`), stringify({ config }));
  return { project: project.name, workDir };
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}
