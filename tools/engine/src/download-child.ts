import { createRequire } from "node:module";

/**
 * Runs the installer of the npm package `pulumi`, in a process of its own because the installer's script runs
 * synchronously and prints. Arguments: the version, the folder, and the milliseconds within which get.pulumi.com must
 * answer; a firewall may swallow the request.
 */
interface Installer {
  installCLI(
    version: string,
    folder: string,
    effects: { fetchText: (url: string) => Promise<string> },
  ): Promise<void>;
}

const [version = "", folder = "", reachMilliseconds = ""] = process.argv.slice(2);
const { installCLI } = createRequire(import.meta.url)("pulumi/lib/download.js") as Installer;

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(Number(reachMilliseconds)) });
  if (!response.ok) throw new Error(`HTTP ${response.status} from ${url}`);
  return response.text();
}

try {
  await installCLI(version, folder, { fetchText });
} catch (error) {
  const { message, cause } = error as Error;
  console.error([message, cause instanceof Error ? cause.message : ""].filter(Boolean).join(": "));
  process.exit(1);
}
