import { createRequire } from "node:module";
import { join } from "node:path";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import type { RuntimeOptions } from "./runtime-options.ts";

/** The SDK that a program or policy pack needs is not installed where it would be found. */
export class ModuleNotFoundError extends Error {
  override name = "ModuleNotFoundError";
}

/**
 * The file of a module as a program in `directory` would find it. Throws {@link ModuleNotFoundError}.
 */
export function resolveFrom(directory: string, specifier: string): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(specifier);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new ModuleNotFoundError(
      `${specifier} was not found from ${directory}: the packages of this project are not installed. ` +
        `Install them with "npm ci" at the root of the workspace, or "pulumi install".`,
    );
  }
}

/** `<namespace>:config:<name>`, the older of two forms, which every version of the SDK reads. */
function longConfigurationKey(key: string): string {
  const parts = key.split(":");
  return parts.length === 2 ? `${parts[0]}:config:${parts[1]}` : key;
}

/**
 * What the SDK reads from the environment of a program: its configuration, in clear text, and the names of the keys
 * that are secret.
 */
export function programEnvironment(request: RunRequest, options: RuntimeOptions): Record<string, string> {
  const configuration: Record<string, string> = {};
  request.getConfigMap().forEach((value: string, key: string) => {
    configuration[longConfigurationKey(key)] = value;
  });
  return {
    PULUMI_CONFIG: JSON.stringify(configuration),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...typescriptEnvironment(options),
  };
}

/** How the SDK is told whether, and with which tsconfig.json, to load a program through ts-node. */
export function typescriptEnvironment(options: RuntimeOptions): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** The arguments of `@pulumi/pulumi/cmd/run`; see the usage text in that module. */
export function programArguments(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const flags: [string, string | undefined][] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engineAddress],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", info?.getRootDirectory()],
    ["stack", request.getStack()],
    ["pwd", info?.getProgramDirectory()],
    ["parallel", String(request.getParallel())],
  ];
  return [
    ...flags.flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}
