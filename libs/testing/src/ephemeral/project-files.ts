import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

export type ConfigValues = Readonly<Record<string, unknown>>;

interface Project {
  name: string;
  [key: string]: unknown;
}

// No resource is bound to an account that nobody named.
const CONFIG = { "pulumi:disable-default-providers": ["*"] };

/** Writes the project of a program that is a function of the test. Returns its name. */
export function writeInlineProject(
  workDir: string,
  project: string,
  environment: string,
  config: ConfigValues,
): string {
  write(workDir, { name: project, runtime: "nodejs" }, environment, { ...CONFIG, ...config });
  return project;
}

/**
 * Writes a project that runs the program of a stack's folder with the configuration there, without touching that folder:
 * Pulumi would write into its Pulumi.<environment>.yaml. Returns the project's name.
 *
 * @param config replaces values, key by key
 */
export function writeProjectOf(
  stackFolder: string,
  workDir: string,
  environment: string,
  config: ConfigValues,
): string {
  const read = (file: string): unknown => parse(readFileSync(join(stackFolder, file), "utf8"));
  if (!existsSync(join(stackFolder, "Pulumi.yaml")))
    throw new Error(
      `${stackFolder} is no stack: it has no Pulumi.yaml. Give the absolute path of a stack's folder.`,
    );
  const project = read("Pulumi.yaml") as Project;
  const file = `Pulumi.${environment}.yaml`;
  const own = existsSync(join(stackFolder, file))
    ? ((read(file) as { config?: Record<string, unknown> }).config ?? {})
    : {};
  const values = { ...CONFIG, ...own, ...config };
  const sealed = Object.entries(values)
    .filter(([, value]) => isSecure(value))
    .map(([key]) => key);
  if (sealed.length > 0)
    throw new Error(
      `${join(stackFolder, file)}: ${sealed.join(", ")}: encrypted with a key that an ephemeral stack does not have. ` +
        `Give a value for the test with the option "config".`,
    );
  write(workDir, { ...project, main: stackFolder }, environment, values);
  return project.name;
}

function write(workDir: string, project: Project, environment: string, config: ConfigValues): void {
  mkdirSync(workDir, { recursive: true });
  writeFileSync(join(workDir, "Pulumi.yaml"), stringify(project));
  writeFileSync(join(workDir, `Pulumi.${environment}.yaml`), stringify({ config }));
}

function isSecure(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}
