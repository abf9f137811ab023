import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The tokens of all resource types that the SDK in a folder declares, such as `aws:ec2/vpc:Vpc`, in order. */
export function allResourceTypes(sdkFolder: string): string[] {
  const modules = readdirSync(sdkFolder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !["types", "node_modules", "scripts"].includes(entry.name),
  );
  const folders = [sdkFolder, ...modules.map(({ name }) => join(sdkFolder, name))];
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => join(folder, name)),
  );
  return files
    .flatMap((file) => /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(file, "utf8"))?.[1] ?? [])
    .sort();
}
