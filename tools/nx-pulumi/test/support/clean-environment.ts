import { join } from "node:path";

/** This process's environment without what an outer Nx or Jest has put into it, and with the Node.js of a copy first. */
export function cleanEnvironment(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|STRATA_|PULUMI_|JEST_|NODE_OPTIONS$|FORCE_COLOR$|GITHUB_)/.test(name),
  );
  const path = `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  return { ...Object.fromEntries(kept), PATH: path, NO_COLOR: "1", NX_DAEMON: "false" };
}
