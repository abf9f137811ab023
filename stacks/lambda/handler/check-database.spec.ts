import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { checkDatabase } from "./check-database.ts";
import { databaseAddress } from "./index.ts";

// A key that both sides know takes the place of certificates, so that the test needs none.
const KEY = Buffer.from("0123456789abcdef");
const ciphers = "PSK-AES128-GCM-SHA256";
const tls = {
  ciphers,
  maxVersion: "TLSv1.2",
  pskCallback: () => ({ psk: KEY, identity: "test" }),
  checkServerIdentity: () => undefined,
} as const;

let server: Server | undefined;
let requests: Buffer[] = [];

/** A server that answers the first packet of each connection as PostgreSQL would. */
async function serve(
  answer: (socket: Socket, request: Buffer) => void,
): Promise<{ host: string; port: number }> {
  requests = [];
  const listening = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      requests.push(request);
      answer(socket, request);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return { host: "127.0.0.1", port: (listening.address() as AddressInfo).port };
}

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

describe("checkDatabase", () => {
  it("asks as PostgreSQL's protocol says, and agrees on TLS", async () => {
    const secure = createTlsServer({ ciphers, maxVersion: "TLSv1.2", pskCallback: () => KEY });
    const address = await serve((socket) => {
      socket.write("S");
      secure.emit("connection", socket);
    });
    const result = await checkDatabase(address, { timeout: 5_000, tls });
    expect(result.tlsVersion).toBe("TLSv1.2");
    expect(result.milliseconds).toBeGreaterThanOrEqual(0);
    expect(requests.map((request) => request.toString("hex"))).toEqual(["0000000804d2162f"]);
  });

  it.each([
    ["N", "the server refuses TLS"],
    ["HTTP/1.1 400", "this is no PostgreSQL server"],
  ])("says so if the answer is %j", async (answer, expected) => {
    const address = await serve((socket) => socket.write(answer));
    await expect(checkDatabase(address, { timeout: 5_000, tls })).rejects.toThrow(
      `Database 127.0.0.1:${address.port}: ${expected}`,
    );
  });

  it("does not trust just anybody", async () => {
    const secure = createTlsServer({
      ciphers,
      maxVersion: "TLSv1.2",
      pskCallback: () => Buffer.from("another key"),
    });
    secure.on("tlsClientError", () => undefined);
    const address = await serve((socket) => {
      socket.write("S");
      secure.emit("connection", socket);
    });
    await expect(checkDatabase(address, { timeout: 5_000, tls })).rejects.toThrow(/cannot agree on TLS/);
  });

  it("gives up on a server that says nothing", async () => {
    const address = await serve(() => undefined);
    await expect(checkDatabase(address, { timeout: 20, tls })).rejects.toThrow(/no answer within 20 ms/);
  });

  it("says so if nobody listens, or the connection is closed", async () => {
    const address = await serve((socket) => socket.destroy());
    await expect(checkDatabase(address, { timeout: 5_000, tls })).rejects.toThrow(/cannot ask for TLS/);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expect(checkDatabase(address, { timeout: 5_000, tls })).rejects.toThrow(
      /cannot connect: .*ECONNREFUSED/,
    );
  });
});

describe("databaseAddress", () => {
  it("is read from the function's environment", () => {
    expect(databaseAddress({ DATABASE_HOST: "db", DATABASE_PORT: "5432" })).toEqual({
      host: "db",
      port: 5432,
    });
  });

  it("names everything that is missing or not valid", () => {
    expect(() => databaseAddress({ DATABASE_PORT: "x" })).toThrow(
      "Not set, or not valid: DATABASE_HOST, DATABASE_PORT",
    );
  });
});
