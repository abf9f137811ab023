import pg from "pg";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import { adviceFor } from "./advice.ts";
import type { DatabaseSettings } from "./database-settings.ts";

/** What a check has found out about a database that answers. */
export interface DatabaseCheckResult {
  database: string;
  /** As whom the database sees the function. */
  user: string;
  /** Of the connection from the function, for example `TLSv1.3`. */
  tlsVersion: string;
  /** Of PostgreSQL, for example `17.6`. */
  serverVersion: string;
  /** From the first packet to the answer. */
  milliseconds: number;
}

export interface CheckOptions {
  /** What the user logs in with. It is asked for when the database is reached, over TLS. */
  password: () => Promise<string>;
  /** Milliseconds, for the connection and for the answer each. */
  timeout: number;
  /**
   * Certificates in PEM that are trusted in place of those that Node.js knows.
   * @default those of Node.js, and of the file in NODE_EXTRA_CA_CERTS
   */
  ca?: string;
}

/**
 * Logs in to the database over TLS and asks who it is that has. The server's certificate has to be valid for the host: there
 * is no way to switch that off.
 *
 * @throws an `Error` that says where it was stopped and what may help; never with the password
 */
export async function checkDatabase(
  settings: DatabaseSettings,
  { password, timeout, ca }: CheckOptions,
): Promise<DatabaseCheckResult> {
  const { host, port, database, user } = settings;
  const start = performance.now();
  const ssl: ConnectionOptions = { rejectUnauthorized: true, minVersion: "TLSv1.2", ...(ca && { ca }) };
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    password,
    ssl,
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
    application_name: "database-check",
  });
  // One that breaks while nobody waits for an answer would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ user: string; version: string }>(
      `SELECT current_user AS "user", current_setting('server_version') AS version`,
    );
    const [row] = rows;
    if (row?.user !== user) throw new Error(`it takes the function for ${row?.user ?? "nobody"}`);
    const tlsVersion = (client.connection.stream as TLSSocket).getProtocol() ?? "unknown";
    const milliseconds = Math.round(performance.now() - start);
    await client.end();
    return { database, user, tlsVersion, serverVersion: row.version, milliseconds };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const what = [message, ...(code === undefined ? [] : [`(${code})`])].join(" ");
    throw new Error(`Database ${database} at ${host}:${port}, as ${user}: ${what}${adviceFor(error)}`, {
      cause: error,
    });
  } finally {
    client.connection.stream.destroy();
  }
}
