import { readdirSync } from "node:fs";

const CONFIGURATION_FILE = /^Pulumi\.([A-Za-z0-9_-]+)\.yaml$/;

/** The environments of the stack in this folder: one for each `Pulumi.<environment>.yaml`, sorted. */
export function stackEnvironments(directory: string): string[] {
  return readdirSync(directory)
    .map((file) => CONFIGURATION_FILE.exec(file)?.[1])
    .filter((environment): environment is string => environment !== undefined)
    .sort();
}
