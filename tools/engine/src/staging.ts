import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

const PREFIX = ".staging-";

/**
 * Makes a folder elsewhere and puts it in place in one step, so that a folder that is there is whole. Must be called
 * under the lock of `home`.
 *
 * @param home a folder on the same file system as `target`; what killed processes left there is removed
 * @param make fills the folder; if it fails, nothing is left
 */
export async function makeStaged<T>(
  home: string,
  target: string,
  make: (folder: string) => Promise<T>,
): Promise<T> {
  await removeLeftovers(home);
  const staging = await mkdtemp(join(home, PREFIX));
  try {
    const result = await make(staging);
    await mkdir(dirname(target), { recursive: true });
    // What is there is not usable, or this would not have been called.
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
    return result;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function removeLeftovers(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  for (const name of await readdir(home)) {
    if (name.startsWith(PREFIX)) await rm(join(home, name), { recursive: true, force: true });
  }
}
