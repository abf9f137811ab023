import { splitArguments } from "./split-arguments.ts";

export const PACKAGE_MANAGERS = ["auto", "npm", "yarn", "pnpm", "bun"] as const;

export type PackageManagerOption = (typeof PACKAGE_MANAGERS)[number];

/**
 * `runtime.options` of Pulumi.yaml for the Node.js runtime
 * (https://www.pulumi.com/docs/iac/concepts/projects/project-file/#runtime-options).
 */
export interface RuntimeOptions {
  /** Whether the SDK loads the program through ts-node. */
  readonly typescript: boolean;
  /** A tsconfig.json for ts-node, or undefined. */
  readonly tsconfig: string | undefined;
  /** Arguments for node, before the program. */
  readonly nodeArguments: readonly string[];
  readonly packageManager: PackageManagerOption;
  /** Leave out devDependencies when installing. */
  readonly production: boolean;
}

/** `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml are not what the runtime knows. Names all that is wrong. */
export class RuntimeOptionsError extends Error {
  override name = "RuntimeOptionsError";
}

/** Reads the options of a project. Throws {@link RuntimeOptionsError} with every wrong one. */
export function parseRuntimeOptions(options: Readonly<Record<string, unknown>>): RuntimeOptions {
  const problems: string[] = [];
  function read<T>(name: string, allowed: string, accepts: (value: unknown) => value is T, fallback: T): T {
    const value = options[name];
    if (value === undefined || value === null) return fallback;
    if (accepts(value)) return value;
    problems.push(`${name} is ${JSON.stringify(value)}, it must be ${allowed}`);
    return fallback;
  }
  const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
  const isString = (value: unknown): value is string => typeof value === "string";
  const isManager = (value: unknown): value is PackageManagerOption =>
    (PACKAGE_MANAGERS as readonly unknown[]).includes(value);

  const nodeargs = read("nodeargs", "a string", isString, "");
  let nodeArguments: string[] = [];
  try {
    nodeArguments = splitArguments(nodeargs);
  } catch (error) {
    problems.push(`nodeargs is ${JSON.stringify(nodeargs)}: ${(error as Error).message}`);
  }
  const parsed: RuntimeOptions = {
    typescript: read("typescript", "true or false", isBoolean, true),
    tsconfig: read("tsconfig", "a path", isString, "") || undefined,
    nodeArguments,
    packageManager: read("packagemanager", `one of ${PACKAGE_MANAGERS.join(", ")}`, isManager, "auto"),
    production: read("production", "true or false", isBoolean, false),
  };
  if (problems.length > 0) {
    throw new RuntimeOptionsError(
      `Wrong runtime options: ${problems.join("; ")}. Change runtime.options of the project.`,
    );
  }
  return parsed;
}
