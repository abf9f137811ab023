import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/** What opens a file in the user's browser, by platform. The path is an argument of its own and reaches no shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: "open", linux: "xdg-open" };

/** Opens a page in the user's browser; resolves to whether something took it. */
export function openFile(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const opener = OPENERS[platform];
  if (opener === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener, [pathToFileURL(path).href], { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    // It may stay as long as the browser does.
    const taken = setTimeout(() => resolve(true), 2_000);
    child.once("exit", (code) => {
      clearTimeout(taken);
      resolve(code === 0);
    });
    child.unref();
  });
}
