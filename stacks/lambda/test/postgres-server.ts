import { freePort } from "@strata/testing/free-port";
import pg from "pg";
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { postgresBinaries } from "./postgres-binaries.ts";

// As RDS: whoever has the role rds_iam gives a token, as clear text in TLS, and nobody comes without TLS. The administrator
// of this test comes through a socket in a folder of its own.
const AUTHENTICATION = `
local    all  all                 trust
hostssl  all  +rds_iam  samehost  password
host     all  all       all       reject
`;

/** The one that PostgreSQL runs as where the test is root, which it refuses. */
const UNPRIVILEGED_USER = "nobody";

export interface PostgresServer {
  port: number;
  /** Runs statements as the user, over the administrator's socket. */
  run(sql: string, options: { user?: string; database: string }): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

/** A certificate and its key in PEM. */
export interface ServerIdentity {
  certificate: string;
  key: string;
}

/** Starts a PostgreSQL server on localhost; without an identity it has no TLS. */
export async function startPostgres(identity: ServerIdentity | undefined): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const data = join(folder, "data");
  const owner = process.getuid?.() === 0 ? ownerOf(UNPRIVILEGED_USER) : undefined;
  const give = (path: string, mode: number): void => {
    chmodSync(path, mode);
    if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
  };
  try {
    give(folder, 0o755);
    mkdirSync(data);
    give(data, 0o700);
    const { initdb, postgres } = await postgresBinaries(owner && join(folder, "native"));
    const initialize = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
    await promisify(execFile)(initdb, initialize, { ...owner, cwd: folder });
    const files = {
      "pg_hba.conf": AUTHENTICATION,
      "server.crt": identity?.certificate,
      "server.key": identity?.key,
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(data, name), text ?? "");
      give(join(data, name), 0o600);
    }
    const port = await freePort();
    const settings = {
      port,
      listen_addresses: "localhost",
      unix_socket_directories: data,
      ssl: identity === undefined ? "off" : "on",
      fsync: "off",
    };
    const args = [
      "-D",
      data,
      ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ];
    const server = spawn(postgres, args, { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    await ready(server);
    return {
      port,
      run: (sql, { user = "postgres", database }) => runSql(sql, { host: data, port, user, database }),
      stop: async () => {
        const ended = once(server, "exit");
        // An immediate shutdown: the data goes as well.
        server.kill("SIGQUIT");
        await ended;
        rmSync(folder, { recursive: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function ownerOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Resolves when the server takes connections. Rejects with what it said if it ends before. */
async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface({ input: server.stderr as NodeJS.ReadableStream });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("database system is ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${said.join("\n")}`)));
  });
}

async function runSql(sql: string, options: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(options);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
