import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { checkDatabase } from "./check-database.ts";

// What a real server answers is for test/: here are the servers that are none, or do not answer.
let server: Server | undefined;
let requests: Buffer[] = [];
let tokens = 0;

/** A server that answers the first packet of each connection. */
async function serve(answer: (socket: Socket) => void): Promise<number> {
  requests = [];
  tokens = 0;
  const listening = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      requests.push(request);
      answer(socket);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return (listening.address() as AddressInfo).port;
}

function check(port: number, timeout = 5_000) {
  const settings = {
    host: "127.0.0.1",
    port,
    database: "application",
    user: "database_check",
    region: "eu-west-1",
  };
  const password = () => {
    tokens += 1;
    return Promise.resolve("a-token");
  };
  return checkDatabase(settings, { timeout, password });
}

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

describe("checkDatabase", () => {
  it("asks for TLS before anything else, and gives no token to a server that refuses it", async () => {
    const port = await serve((socket) => socket.write("N"));
    await expect(check(port)).rejects.toThrow(
      `Database application at 127.0.0.1:${port}, as database_check: The server does not support SSL connections`,
    );
    // https://www.postgresql.org/docs/17/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST
    expect(requests.map((request) => request.toString("hex"))).toEqual(["0000000804d2162f"]);
    expect(tokens).toBe(0);
  });

  it("gives no token to a server that is no PostgreSQL", async () => {
    const port = await serve((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expect(check(port)).rejects.toThrow(/There was an error establishing an SSL connection/);
    expect(tokens).toBe(0);
  });

  it("gives up on a server that says nothing, and says what to look at", async () => {
    const port = await serve(() => undefined);
    await expect(check(port, 20)).rejects.toThrow(/timeout.*Is the function in the VPC, and does/);
  });

  it("says so if nobody listens, or the connection is closed", async () => {
    const port = await serve((socket) => socket.destroy());
    await expect(check(port)).rejects.toThrow(/Connection terminated unexpectedly|ECONNRESET/);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    await expect(check(port)).rejects.toThrow(/ECONNREFUSED.*Nobody listens there\./);
  });
});
