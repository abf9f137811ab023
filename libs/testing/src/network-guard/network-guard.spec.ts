import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import net, { connect } from "node:net";
import tls from "node:tls";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NetworkGuardError, takeRefusals } from "./index.ts";
import { isLoopback } from "./loopback.ts";

// Of documentation: nobody has them (https://www.rfc-editor.org/rfc/rfc5737). Where nothing guards, a connection to
// them waits, and these tests fail by their time limit.
const ADDRESS = "192.0.2.1";
const NAME = "strata.example";

/** Errors that the guard made since the last test; taken, so that the test that provoked them does not fail. */
const refused = () => takeRefusals().map(({ message }) => /used (.*?) for "(.*?)"/.exec(message)?.slice(1));

async function errorOf(socket: net.Socket): Promise<unknown> {
  const [error] = (await once(socket, "error").catch((reason: unknown) => [reason])) as unknown[];
  return error;
}

describe("the network guard, which all unit tests have", () => {
  it.each([
    ["net.connect with options", () => net.connect({ host: ADDRESS, port: 443 })],
    ["net.connect with a port and a host", () => net.connect(443, ADDRESS)],
    ["a connect that was imported by name", () => connect(443, ADDRESS)],
    ["a socket of its own", () => new net.Socket().connect(443, ADDRESS)],
    ["TLS", () => tls.connect({ host: ADDRESS, port: 443 })],
    ["the address of every interface", () => net.connect(9, "0.0.0.0")],
  ])("refuses %s", async (_, open) => {
    const errors: unknown[] = [];
    const socket = open();
    socket.on("error", (error) => errors.push(error));
    await new Promise((resolve) => socket.once("close", resolve));
    expect(errors).toEqual([expect.any(NetworkGuardError)]);
    expect(refused()).toHaveLength(1);
  });

  it("refuses fetch and HTTP, by name before the name is looked up", async () => {
    await expect(fetch(`https://${NAME}/`)).rejects.toThrow("fetch failed");
    expect(await errorOf(http.get(`http://${NAME}/`) as unknown as net.Socket)).toBeInstanceOf(
      NetworkGuardError,
    );
    expect(refused()).toEqual([
      ["a connection", NAME],
      ["a connection", NAME],
    ]);
  });

  it("refuses UDP", () => {
    const socket = dgram.createSocket("udp4");
    expect(() => socket.send("x", 53, ADDRESS)).toThrow(NetworkGuardError);
    expect(() => socket.send(Buffer.from("x"), 0, 1, 53, NAME)).toThrow(NetworkGuardError);
    socket.close();
    expect(refused()).toHaveLength(2);
  });

  it("refuses look-ups of names, with callbacks and with promises", async () => {
    await expect(dns.promises.lookup(NAME)).rejects.toThrow(NetworkGuardError);
    await expect(new dns.promises.Resolver().resolve4(NAME)).rejects.toThrow(NetworkGuardError);
    const error = await new Promise((resolve) => dns.lookup(NAME, resolve));
    expect(error).toBeInstanceOf(NetworkGuardError);
    expect(refused()).toEqual([
      ["dns.lookup", NAME],
      ["dns.resolve4", NAME],
      ["dns.lookup", NAME],
    ]);
  });

  it.each([{ host: "127.0.0.1", port: 0 }, { path: join(tmpdir(), `strata-guard-${process.pid}.sock`) }])(
    "lets %j through",
    async (where) => {
      const server = net.createServer((socket) => socket.end("hello")).listen(where);
      await once(server, "listening");
      const address = server.address() as net.AddressInfo | string;
      const socket =
        typeof address === "string" ? net.connect(address) : net.connect(address.port, "localhost");
      const [data] = (await once(socket, "data")) as [Buffer];
      expect(data.toString()).toBe("hello");
      server.close();
    },
  );

  it("says what to do", async () => {
    await errorOf(net.connect(443, ADDRESS));
    expect(takeRefusals()[0]?.message).toMatch(
      /loopback address only.*"192\.0\.2\.1".*motoServer\(\).*mocks/,
    );
  });
});

it.each([
  "127.0.0.1",
  "127.8.9.1",
  "::1",
  "[::1]",
  "localhost",
  "LOCALHOST",
  "a.localhost",
  "::ffff:127.0.0.1",
])("%s is this machine", (host) => expect(isLoopback(host)).toBe(true));

it.each([
  "0.0.0.0",
  "::",
  "10.0.0.1",
  "169.254.169.254",
  "localhost.example",
  "127.0.0.1.example",
  "",
  "fe80::1",
])('"%s" is not', (host) => expect(isLoopback(host)).toBe(false));
