import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

/** What opens a file in the user's browser, by platform. The path is an argument of its own and reaches no shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: "open", linux: "xdg-open" };

/** How long an opener is waited for, in milliseconds: it may stay as long as the browser does. */
const PATIENCE = 2_000;

/** Opens a page in the user's browser; resolves to whether something took it. */
export function openFile(
  path: string,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const opener = OPENERS[platform];
  if (opener === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener, [pathToFileURL(path).href], { stdio: "ignore", detached: true, env });
    const end = (opened: boolean): void => {
      clearTimeout(taken);
      resolve(opened);
    };
    const taken = setTimeout(end, PATIENCE, true);
    child.once("error", () => end(false));
    child.once("exit", (code) => end(code === 0));
    child.unref();
  });
}
