import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { zip } from "./zip.ts";

export const REPOSITORY = "acme/cloud";
export const REPOSITORY_ID = 456;
export const BOT = "github-actions[bot]";

export interface StoredComment {
  id: number;
  body: string;
  user: { login: string };
  html_url: string;
}

export interface StoredIssue {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  user: { login: string };
  html_url: string;
  pull_request?: object;
}

export interface StoredPull {
  number: number;
  headSha: string;
  headRepositoryId: number;
  mergeCommit?: string;
}

export interface StoredRun {
  id: number;
  workflow: string;
  event: string;
  headSha: string;
  headRepositoryId: number;
  conclusion: "success" | "failure";
}

export type Artifact = Map<string, Buffer>;
export type Permissions = Readonly<Record<string, string>>;

/** An answer that takes the place of the next ones to a request, after it was done or instead. */
interface Fault {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly headers: Record<string, string>;
  times: number;
  /** The request is done all the same, and only its answer is lost. */
  readonly done: boolean;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly permissions: Permissions;
}

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly bytes?: Buffer;
}

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * A stand-in of GitHub's REST API, over HTTP: pages as small as they can be, tokens that may do what their job may, and
 * answers that fail when they are told to. What no test needs answers 404.
 */
export class GithubServer {
  readonly comments = new Map<number, StoredComment[]>();
  readonly issues: StoredIssue[] = [];
  readonly pulls = new Map<number, StoredPull>();
  readonly runs: StoredRun[] = [];
  readonly artifacts = new Map<number, Map<string, Artifact>>();
  /** Every request that was answered, in order: `GET /repos/… 200`. */
  readonly log: string[] = [];
  /** The subjects of the tokens of OpenID Connect that jobs have asked for. */
  readonly identities: string[] = [];
  /** The tree of each commit. */
  treeOf: (commit: string) => string = () => "";
  /** Which commits a pull request has brought. */
  commitsOf: (pull: StoredPull) => readonly string[] = ({ mergeCommit }) =>
    mergeCommit === undefined ? [] : [mergeCommit];

  readonly #faults: Fault[] = [];
  readonly #tokens = new Map<string, Permissions>();
  readonly #subjects = new Map<string, string>();
  readonly #server: Server;
  #nextId = 1000;

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(): Promise<GithubServer> {
    const server = new GithubServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A token for a job that may do this. */
  token(permissions: Permissions): string {
    const token = `ghs_${randomUUID()}`;
    this.#tokens.set(token, permissions);
    return token;
  }

  /** What a job is given to ask for its token of OpenID Connect. */
  identity(subject: string): { url: string; token: string } {
    const token = randomUUID();
    this.#subjects.set(token, subject);
    return { url: `${this.url}/oidc?job=1`, token };
  }

  fail(
    method: string,
    path: RegExp,
    status: number,
    options: Partial<Pick<Fault, "times" | "done" | "headers">> = {},
  ): void {
    this.#faults.push({ method, path, status, times: 1, done: false, headers: {}, ...options });
  }

  addComment(issue: number, login: string, body: string): StoredComment {
    const id = this.#nextId++;
    const comment = {
      id,
      body,
      user: { login },
      html_url: `https://github.example/${REPOSITORY}/pull/${issue}#${id}`,
    };
    this.comments.set(issue, [...(this.comments.get(issue) ?? []), comment]);
    return comment;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    const { method = "GET" } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      this.log.push(`${method} ${url.pathname} ${status}`);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    const fault = this.#faults.find(
      (it) => it.times > 0 && it.method === method && it.path.test(url.pathname),
    );
    if (fault !== undefined) fault.times--;
    if (fault !== undefined && !fault.done) {
      send(fault.status, { message: "told to fail" }, fault.headers);
      return;
    }
    try {
      if (url.pathname === "/oidc") {
        send(200, { value: this.#jobToken(request, url) });
        return;
      }
      const text = Buffer.concat(chunks).toString("utf8");
      const answer = this.#answer({
        method,
        path: url.pathname,
        query: url.searchParams,
        body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
        permissions: this.#permissionsOf(request),
      });
      if (fault !== undefined) send(fault.status, { message: "told to fail" }, fault.headers);
      else if (answer.bytes !== undefined) {
        this.log.push(`${method} ${url.pathname} 200`);
        response.writeHead(200, { "content-type": "application/zip" });
        response.end(answer.bytes);
      } else this.#sendPage(answer, url, send);
    } catch (error) {
      send(error instanceof Refusal ? error.status : 500, { message: (error as Error).message });
    }
  }

  /** Lists are cut into pages of two at most, whatever was asked for: what does not follow them finds too little. */
  #sendPage(
    { status = 200, body }: Answer,
    url: URL,
    send: (status: number, body: unknown, headers?: Record<string, string>) => void,
  ): void {
    const list = Array.isArray(body) ? (body as unknown[]) : undefined;
    if (list === undefined) {
      send(status, body);
      return;
    }
    const page = Number(url.searchParams.get("page") ?? "1");
    const size = Math.min(2, Number(url.searchParams.get("per_page") ?? "30"));
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const more = page * size < list.length;
    send(
      status,
      list.slice((page - 1) * size, page * size),
      more ? { link: `<${next.href}>; rel="next"` } : {},
    );
  }

  #permissionsOf({ headers }: IncomingMessage): Permissions {
    const token = (headers.authorization ?? "").replace(/^(token|bearer) /i, "");
    const permissions = this.#tokens.get(token);
    if (permissions === undefined) throw new Refusal(401, "Bad credentials");
    return permissions;
  }

  #jobToken({ headers }: IncomingMessage, url: URL): string {
    const subject = this.#subjects.get((headers.authorization ?? "").replace(/^bearer /i, ""));
    if (subject === undefined) throw new Refusal(401, "Bad credentials");
    this.identities.push(subject);
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: subject, aud: url.searchParams.get("audience"), iat: now, exp: now + 300 };
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${encode({ alg: "none" })}.${encode(claims)}.signature`;
  }

  #answer(request: Request): Answer {
    const { method } = request;
    const path = request.path.replace(`/repos/${REPOSITORY}`, "");
    for (const [route, pattern, permission, handle] of this.#routes) {
      const match = method === route ? pattern.exec(path) : null;
      if (match === null) continue;
      // The first that the token has is enough.
      const allowed = permission.some((one) => {
        const [name = "", access = ""] = one.split(": ");
        const has = request.permissions[name];
        return has === "write" || (access === "read" && has === "read");
      });
      if (!allowed) throw new Refusal(403, "Resource not accessible by integration");
      return handle(match.slice(1), request);
    }
    throw new Refusal(404, "Not Found");
  }

  /** With the permissions that https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps names. */
  readonly #routes: readonly [
    string,
    RegExp,
    readonly string[],
    (path: string[], request: Request) => Answer,
  ][] = [
    [
      "GET",
      /^\/issues\/(\d+)\/comments$/,
      ["pull-requests: read", "issues: read"],
      ([number]) => ({ body: this.comments.get(Number(number)) ?? [] }),
    ],
    [
      "POST",
      /^\/issues\/(\d+)\/comments$/,
      ["pull-requests: write", "issues: write"],
      ([number], { body }) => ({ status: 201, body: this.addComment(Number(number), BOT, textOf(body)) }),
    ],
    [
      "PATCH",
      /^\/issues\/comments\/(\d+)$/,
      ["pull-requests: write", "issues: write"],
      ([id], { body }) => {
        const comment = [...this.comments.values()].flat().find((it) => it.id === Number(id));
        if (comment === undefined) throw new Refusal(404, "Not Found");
        comment.body = textOf(body);
        return { body: comment };
      },
    ],
    [
      "GET",
      /^\/issues$/,
      ["issues: read"],
      () => ({ body: this.issues.filter(({ state }) => state === "open") }),
    ],
    [
      "POST",
      /^\/issues$/,
      ["issues: write"],
      (_path, { body }) => {
        const number = this.issues.length + 900;
        const html_url = `https://github.example/${REPOSITORY}/issues/${number}`;
        const issue: StoredIssue = {
          number,
          title: String(body["title"]),
          body: textOf(body),
          state: "open",
          user: { login: BOT },
          html_url,
        };
        this.issues.push(issue);
        return { status: 201, body: issue };
      },
    ],
    [
      "PATCH",
      /^\/issues\/(\d+)$/,
      ["issues: write"],
      ([number], { body }) => {
        const issue = this.issues.find((it) => it.number === Number(number));
        if (issue === undefined) throw new Refusal(404, "Not Found");
        return { body: Object.assign(issue, body) };
      },
    ],
    [
      "GET",
      /^\/pulls\/(\d+)$/,
      ["pull-requests: read"],
      ([number]) => ({ body: this.#pullBody(this.#pull(Number(number))) }),
    ],
    [
      "GET",
      /^\/commits\/([0-9a-f]+)\/pulls$/,
      ["pull-requests: read"],
      ([commit = ""]) => ({
        body: [...this.pulls.values()]
          .filter((pull) => this.commitsOf(pull).includes(commit))
          .map((pull) => this.#pullBody(pull)),
      }),
    ],
    [
      "GET",
      /^\/git\/commits\/([0-9a-f]+)$/,
      ["contents: read"],
      ([sha = ""]) => ({ body: { sha, tree: { sha: this.treeOf(sha) } } }),
    ],
    [
      "GET",
      /^\/actions\/workflows\/([\w.-]+)\/runs$/,
      ["actions: read"],
      ([workflow = ""], { query }) => {
        const wanted = this.runs.filter(
          (run) =>
            run.workflow === workflow &&
            run.conclusion === query.get("status") &&
            [null, run.event].includes(query.get("event")) &&
            [null, run.headSha].includes(query.get("head_sha")),
        );
        return { body: { total_count: wanted.length, workflow_runs: wanted.toReversed().map(runBody) } };
      },
    ],
    [
      "GET",
      /^\/actions\/runs\/(\d+)\/artifacts$/,
      ["actions: read"],
      ([run]) => {
        const found = [...(this.artifacts.get(Number(run)) ?? new Map<string, Artifact>()).entries()];
        const artifacts = found.map(([name, files], index) => ({
          id: Number(run) * 100 + index,
          name,
          expired: false,
          size_in_bytes: zip(files).length,
        }));
        return { body: { total_count: artifacts.length, artifacts } };
      },
    ],
    [
      "GET",
      /^\/actions\/artifacts\/(\d+)\/zip$/,
      ["actions: read"],
      ([id]) => {
        const run = this.artifacts.get(Math.floor(Number(id) / 100));
        const files = [...(run?.values() ?? [])][Number(id) % 100];
        if (files === undefined) throw new Refusal(404, "Not Found");
        return { bytes: zip(files) };
      },
    ],
    [
      "GET",
      /^$/,
      ["metadata: read", "contents: read"],
      () => ({ body: { name: "cloud", id: REPOSITORY_ID, owner: { login: "acme", id: 123 } } }),
    ],
  ];

  #pull(number: number): StoredPull {
    const pull = this.pulls.get(number);
    if (pull === undefined) throw new Refusal(404, "Not Found");
    return pull;
  }

  #pullBody({ number, headSha, mergeCommit }: StoredPull): object {
    return {
      number,
      head: { sha: headSha },
      base: { ref: "main" },
      merged_at: mergeCommit === undefined ? null : "2026-01-01T00:00:00Z",
      merge_commit_sha: mergeCommit ?? null,
    };
  }
}

function runBody({ id, event, headSha, headRepositoryId }: StoredRun): object {
  return {
    id,
    event,
    head_sha: headSha,
    head_repository: { id: headRepositoryId },
    repository: { id: REPOSITORY_ID },
    html_url: `https://github.example/${REPOSITORY}/actions/runs/${id}`,
  };
}

/** https://docs.github.com/en/rest/issues/comments: a text that is too long is refused. */
function textOf(body: Record<string, unknown>): string {
  const text = String(body["body"]);
  if ([...text].length > 65_536) throw new Refusal(422, "Body is too long (maximum is 65536 characters)");
  return text;
}
