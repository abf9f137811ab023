import { findWorkspaceRoot } from "@strata/engine";
import { parseEnvironment } from "@strata/environment";
import { isWebUrl } from "@strata/environment/run-url";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Command, UsageError } from "../command.ts";
import { stacksOfWorkspace } from "../nx-workspace.ts";
import { parseFlags } from "../parse-flags.ts";
import { openFile } from "../review/open-file.ts";
import { leftOut, pagePath, readRun, ReviewError } from "../review/read-run.ts";

export const review: Command = {
  usage: "review [-c <environment>] [--markdown <file>] [--html <file>] [--open] [--json] [--page-url <url>]",
  description: "what the last run changes, for a reviewer: in the terminal, as a comment, as a page",
  run: async (args) => {
    const { values } = parseFlags(
      args,
      {
        configuration: { type: "string", short: "c", default: "local" },
        markdown: { type: "string" },
        html: { type: "string" },
        open: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        "page-url": { type: "string" },
      },
      0,
    );
    // Loaded here, so that other commands do without.
    const { buildReview, renderComment, renderPage, renderTerminal } = await import("@strata/review");
    const environment = parseEnvironment(values.configuration ?? "local");
    const pageUrl = parsePageUrl(values["page-url"]);
    const root = findWorkspaceRoot();
    const run = readRun(root, environment);
    const stacks = await stacksOfWorkspace(root);
    const { skipped, without } = leftOut(stacks, run, environment);
    const made = buildReview({
      environment,
      operation: run.operation,
      changeSets: run.changeSets,
      skipped,
      graph: [...stacks.values()].map(({ name, pulumiProject, upstreams }) => ({
        stack: name,
        project: pulumiProject,
        upstreams,
      })),
      ...checkedOut(root),
      ...(pageUrl === undefined ? {} : { pageUrl }),
    });
    if (values.markdown !== undefined) write(values.markdown, renderComment(made));
    const page = values.html ?? (values.open ? pagePath(root, environment) : undefined);
    if (page !== undefined) write(page, renderPage(made));
    process.stdout.write(
      values.json
        ? `${JSON.stringify(made, undefined, 2)}\n`
        : `${renderTerminal(made, terminalOptions()).join("\n")}\n`,
    );
    for (const note of notes(run.operation, run.others, without)) process.stderr.write(`${note}\n`);
    if (values.open && page !== undefined && !(await openFile(resolve(page))))
      process.stderr.write(`No browser could be opened; the page is ${resolve(page)}\n`);
    return 0;
  },
};

/** The revision that is checked out, so that a review of an older one says so; nothing outside a Git repository. */
function checkedOut(root: string): { commit?: string } {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" });
  return status === 0 ? { commit: stdout.trim() } : {};
}

function terminalOptions(): { color: boolean; columns: number; rows: number } {
  const { isTTY, columns, rows } = process.stdout;
  if (isTTY !== true) return { color: false, columns: 160, rows: 60 };
  // The prompt takes a line too.
  return { color: !process.env["NO_COLOR"], columns, rows: rows - 1 };
}

/** What the review is not of, so that nobody takes it for the whole. */
function notes(
  operation: string,
  others: readonly { stack: string; operation: string }[],
  without: readonly string[],
): string[] {
  const named = others.map((other) => `${other.stack} (${other.operation})`).join(", ");
  return [
    ...(others.length === 0
      ? []
      : [`Only results of ${operation} are reviewed; earlier ones are left out: ${named}`]),
    ...(without.length === 0 ? [] : [`Without a change set, so not in this review: ${without.join(", ")}`]),
  ];
}

function parsePageUrl(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (isWebUrl(url)) return url;
  throw new UsageError(
    `--page-url: got ${JSON.stringify(url)}; allowed is an address that begins with https:// or http://`,
  );
}

function write(file: string, text: string): void {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new ReviewError(`The review could not be written to ${path}: ${(error as Error).message}`);
  }
  process.stderr.write(`Written: ${path}\n`);
}
