import { connect, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";

export interface DatabaseAddress {
  host: string;
  port: number;
}

/** What a check has found out about a database that answers. */
export interface DatabaseCheckResult {
  /** For example `TLSv1.3`. */
  tlsVersion: string;
  /** From the first packet to the finished TLS handshake. */
  milliseconds: number;
}

// https://www.postgresql.org/docs/17/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * Reaches a PostgreSQL server and agrees on TLS with it, as every client does before it logs in. The server's
 * certificate has to be valid for the host.
 *
 * @throws an `Error` that says how far it came: no connection, a server that refuses TLS or is no PostgreSQL, a
 *   certificate that is not trusted, or no answer within `timeout` milliseconds.
 */
export async function checkDatabase(
  { host, port }: DatabaseAddress,
  options: { timeout: number; tls?: ConnectionOptions },
): Promise<DatabaseCheckResult> {
  const start = performance.now();
  const socket = connect({ host, port });
  const timer = setTimeout(() => {
    socket.destroy(new Error(`no answer within ${options.timeout} ms`));
  }, options.timeout);
  try {
    await event(socket, "connect", "cannot connect");
    socket.write(SSL_REQUEST);
    const answer = await event(socket, "data", "cannot ask for TLS");
    if (answer !== "S")
      throw new Error(answer === "N" ? "the server refuses TLS" : "this is no PostgreSQL server");
    const secured = connectTls({ socket, servername: host, ...options.tls });
    await event(secured, "secureConnect", "cannot agree on TLS");
    const tlsVersion = secured.getProtocol() ?? "unknown";
    secured.destroy();
    return { tlsVersion, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    throw new Error(`Database ${host}:${port}: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/** The next event of a socket, `data` as text. Rejects if the socket fails or is closed before. */
function event(socket: Socket | TLSSocket, name: string, failure: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => {
      socket.off(name, succeed).off("error", fail).off("close", close);
      action();
    };
    const succeed = (data?: unknown) =>
      settle(() => resolve(data instanceof Buffer ? data.toString("latin1") : ""));
    const fail = (error: Error) => settle(() => reject(new Error(`${failure}: ${error.message}`)));
    const close = () => settle(() => reject(new Error(`${failure}: the connection was closed`)));
    socket.once(name, succeed).once("error", fail).once("close", close);
  });
}
