import { withoutPrefix } from "../run/cli-text.ts";
import { runPulumi } from "../run/pulumi-process.ts";
import type { RunContext } from "../run/run-context.ts";
import { StackError } from "../run/stack-error.ts";
import { type ProviderPlugin, providerPlugins } from "./provider-plugins.ts";

/** The whole download; that of aws is some 200 MB. */
const DOWNLOAD_MILLISECONDS = 15 * 60_000;

/**
 * Downloads the real plugins of the selected stacks, unless they are there. Throws {@link StackError} with one sentence
 * where that cannot be done.
 */
export async function requirePlugins(run: RunContext, selected: readonly string[]): Promise<void> {
  const plugins = new Map<string, ProviderPlugin>();
  for (const stack of selected) {
    const directory = run.stacks.get(stack)?.directory;
    for (const plugin of directory === undefined ? [] : providerPlugins(directory))
      plugins.set(`${plugin.name} ${plugin.version}`, plugin);
  }
  const reasons = await Promise.all([...plugins.values()].map((plugin) => install(plugin, run)));
  const missing = [...plugins.keys()].filter((_, index) => reasons[index] !== undefined);
  if (missing.length === 0) return;
  throw new StackError(missingPluginsMessage(run.environment, missing, reasons.find(Boolean) ?? ""));
}

/** One sentence: what is missing, why, and both ways to get it. */
export function missingPluginsMessage(
  environment: string,
  missing: readonly string[],
  reason: string,
): string {
  const [first = ""] = missing;
  return (
    `"${environment}" runs the real providers, and ${missing.join(", ")} could not be downloaded (${reason}): allow this ` +
    `machine to reach https://get.pulumi.com, or install each from its archive with ` +
    `eval "$(npx strata env ${environment})" && npx pulumi plugin install resource ${first} --exact --file <archive>, ` +
    `then run the command again.`
  );
}

/** Why a plugin cannot be had; `undefined` if it is there. */
async function install({ name, version }: ProviderPlugin, run: RunContext): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(DOWNLOAD_MILLISECONDS);
  const { code, stderr, stdout } = await runPulumi({
    command: run.engine.command,
    args: ["plugin", "install", "resource", name, version, "--exact", "--color", "never"],
    directory: run.workspaceRoot,
    env: run.env,
    signal: AbortSignal.any([run.signal, timeout]),
  });
  if (code === 0) return undefined;
  if (timeout.aborted) return `no answer within ${DOWNLOAD_MILLISECONDS / 60_000} minutes`;
  return downloadFailure(stderr.trim() || stdout.trim());
}

/** The cause in what `pulumi plugin install` says; the last line alone would say how often it has tried. */
export function downloadFailure(cliText: string): string {
  const lines = cliText.split("\n");
  const cause = lines.flatMap((line) => /^warning: Error downloading plugin: (.+)$/.exec(line)?.[1] ?? []);
  return cause.at(-1) ?? withoutPrefix(lines.at(-1) ?? "");
}
