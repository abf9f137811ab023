import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GithubServer, type Permissions, REPOSITORY } from "./github-server.ts";

/** A stand-in of GitHub for one test, and the variables of a job that speaks to it. */
export class ServerForTest implements AsyncDisposable {
  readonly server: GithubServer;
  readonly #folder = mkdtempSync(join(tmpdir(), "strata-github-"));

  private constructor(server: GithubServer) {
    this.server = server;
  }

  static async start(): Promise<ServerForTest> {
    return new ServerForTest(await GithubServer.start());
  }

  /** Of a job that may do this, in a run of a pull request or of none. */
  variables(
    permissions: Permissions,
    pull?: { number: number; headSha: string; fork?: boolean },
  ): Record<string, string> {
    const event = join(this.#folder, "event.json");
    const payload = {
      repository: { id: 456, default_branch: "main" },
      ...(pull && {
        pull_request: {
          number: pull.number,
          head: { sha: pull.headSha, repo: { id: pull.fork ? 999 : 456 } },
          base: { sha: "b".repeat(40), repo: { id: 456 } },
        },
      }),
    };
    writeFileSync(event, JSON.stringify(payload));
    return {
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: this.server.url,
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_RUN_ID: "7",
      GITHUB_SHA: "c".repeat(40),
      GITHUB_TOKEN: this.server.token(permissions),
      GITHUB_EVENT_PATH: event,
      GITHUB_STEP_SUMMARY: join(this.#folder, "summary.md"),
    };
  }

  get summary(): string {
    return readFileSync(join(this.#folder, "summary.md"), "utf8");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
