import { spawn } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { GithubError } from "../github-error.ts";
import { type JobToken, requestJobToken } from "./job-token.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface RunAsRequest {
  /** Whose, for a line in the log: `preview in dev`. */
  readonly purpose: string;
  /** The role with which the engine reaches its state; `undefined` where no identity of a job is needed. */
  readonly roleArn: string | undefined;
  readonly command: readonly string[];
  readonly variables: Variables;
  /** Told what a person should read. */
  readonly say: (line: string) => void;
  /** Told a text that the runner is to hide from here on, should anything print it. */
  readonly mask: (text: string) => void;
}

/** A token is renewed at this share of its life, so that whoever reads the file finds one that still lasts. */
const RENEW_AT = 0.5;
/** In milliseconds: after a renewal that failed, and at least between two. */
const RETRY_AFTER = 20_000;

/**
 * Runs a command with the identity of this job: while it runs, and no longer, there is a file with the job's token of
 * OpenID Connect, renewed as long as the command takes. Providers become the roles that the catalogue has for their
 * accounts with it, and the engine the one that is given. Where no identity is needed, or on a laptop, where developers
 * have profiles, the command runs as it is.
 *
 * Resolves to the command's exit code. Throws {@link GithubError}.
 */
export async function runAs({
  purpose,
  roleArn,
  command,
  variables,
  say,
  mask,
}: RunAsRequest): Promise<number> {
  if (roleArn === undefined || variables["GITHUB_ACTIONS"] !== "true")
    return run(command, withoutTokenRequests(variables));
  const token = await openToken(variables, { say, mask });
  say(`${purpose} as ${roleArn}`);
  try {
    return await run(command, {
      ...withoutTokenRequests(variables),
      AWS_WEB_IDENTITY_TOKEN_FILE: token.file,
      AWS_ROLE_ARN: roleArn,
      AWS_ROLE_SESSION_NAME: `strata-${variables["GITHUB_RUN_ID"] ?? "job"}`,
    });
  } finally {
    token.close();
  }
}

/** Keeps a file with a token that still lasts. */
async function openToken(
  variables: Variables,
  { say, mask }: Pick<RunAsRequest, "say" | "mask">,
): Promise<{ readonly file: string; readonly close: () => void }> {
  const first = await requestJobToken(variables);
  const folder = mkdtempSync(join(tmpdir(), "strata-job-token-"));
  const file = join(folder, "token");
  let timer: NodeJS.Timeout | undefined;
  const keep = ({ token, lifetime }: JobToken): void => {
    mask(token);
    writeFileSync(`${file}.new`, token, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    renewIn(Math.max(RETRY_AFTER, lifetime * RENEW_AT));
  };
  const renewIn = (milliseconds: number): void => {
    timer = setTimeout(() => {
      requestJobToken(variables).then(keep, (error: Error) => {
        say(`warning: the job's token was not renewed: ${error.message}`);
        renewIn(RETRY_AFTER);
      });
    }, milliseconds);
    timer.unref();
  };
  keep(first);
  const close = (): void => {
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true });
  };
  return { file, close };
}

/** A program has no business asking for tokens for others than AWS. */
function withoutTokenRequests(variables: Variables): Variables {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: _url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: _token, ...rest } = variables;
  return rest;
}

/** Signals that somebody who gives up sends; the command ends itself in its own way. */
const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function run([program = "", ...args]: readonly string[], variables: Variables): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env: { ...variables } });
    const handlers = PASSED_ON.map((signal) => [signal, () => void child.kill(signal)] as const);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const done = (): void => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      done();
      const why = error.code === "ENOENT" ? "there is no such program" : error.message;
      reject(new GithubError(`${JSON.stringify(program)} was not run: ${why}. Give the command after --`));
    });
    child.on("close", (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
