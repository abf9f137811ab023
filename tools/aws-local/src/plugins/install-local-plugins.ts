import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOCAL_PACKAGES, type LocalPackage } from "@strata/environment";
import { versionOf } from "../server/versions.ts";
import { launcherText } from "./launcher-text.ts";

export interface InstalledPlugin {
  name: LocalPackage;
  /** Ends in `-local.1`: chosen only by a provider that asks for it. */
  version: string;
  folder: string;
}

/**
 * Installs the embedded AWS as ordinary Pulumi plugins, in the layout of `pulumi plugin install`. Does nothing where
 * they are installed already. Several processes may do it at once; an interrupted installation leaves no plugin
 * half-made.
 *
 * @param pulumiHome the folder that PULUMI_HOME names
 */
export async function installLocalPlugins(pulumiHome: string): Promise<InstalledPlugin[]> {
  const plugins = join(pulumiHome, "plugins");
  await mkdir(plugins, { recursive: true });
  return Promise.all(LOCAL_PACKAGES.map((name) => install(name, plugins)));
}

async function install(name: LocalPackage, plugins: string): Promise<InstalledPlugin> {
  const version = versionOf(name);
  const folder = join(plugins, `resource-${name}-v${version}`);
  const file = `pulumi-resource-${name}`;
  const text = launcherText(name, folder);
  const installed = await readFile(join(folder, file), "utf8").catch(() => undefined);
  if (installed !== text) {
    // Not of a plugin's name, so that an engine that lists plugins meanwhile passes it over.
    const temporary = await mkdtemp(join(plugins, ".strata-"));
    await writeFile(join(temporary, file), text, { mode: 0o755 });
    if (installed === undefined) await moveFolder(temporary, folder, text, file);
    else await rename(join(temporary, file), join(folder, file));
    await rm(temporary, { recursive: true, force: true });
  }
  return { name, version, folder };
}

async function moveFolder(from: string, to: string, text: string, file: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // Another process was first, or a folder without the executable is left over.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    await rename(join(from, file), join(to, file));
    if ((await readFile(join(to, file), "utf8")) !== text) throw error;
  }
}
