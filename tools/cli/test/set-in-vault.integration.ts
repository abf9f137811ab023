import { jest } from "@jest/globals";
import { type OpenBaoServer, openBaoServer } from "@strata/testing/openbao-server";
import { setInVault } from "../src/secrets/set-in-vault.ts";

const VALUE = 'p4ss "w0rd" schlüssel';
const read = () => Promise.resolve(VALUE);

let server: OpenBaoServer;
beforeAll(async () => {
  server = await openBaoServer();
  await server.call("POST", "sys/mounts/strata", { type: "kv", options: { version: "2" } });
});
afterAll(() => server.stop());

const place = () => ({ address: server.address, mount: "strata", path: "dev/partner" });

it("gives a secret of a real server a value, each time a new version", async () => {
  const variables = { VAULT_TOKEN: server.rootToken };
  expect(await setInVault(place(), variables, read)).toBe(1);
  expect(await setInVault(place(), variables, read)).toBe(2);
  expect(await server.call("GET", "strata/data/dev/partner")).toMatchObject({
    data: { data: { value: VALUE } },
  });
});

it("reads no value before it has a token", async () => {
  const asked = jest.fn(read);
  await expect(setInVault(place(), {}, asked)).rejects.toThrow(/VAULT_TOKEN: got nothing; .*vault login/);
  expect(asked).not.toHaveBeenCalled();
});

it.each([
  ["whose token may not", { path: "dev/partner" }, "no-token", /answers 403: the token may not write it/],
  [
    "without such an engine",
    { mount: "nowhere" },
    undefined,
    /answers 404: there is no KV engine at nowhere/,
  ],
  ["that is not there", { address: "http://127.0.0.1:9" }, undefined, /127\.0\.0\.1:9 cannot be reached/],
])(
  "says in a sentence what is wrong with a server %s, without the value",
  async (_, change, token, message) => {
    const variables = { VAULT_TOKEN: token ?? server.rootToken };
    const failure = await setInVault({ ...place(), ...change }, variables, read).catch(
      (error: Error) => error,
    );
    expect(failure).toMatchObject({ name: "SecretsError", message: expect.stringMatching(message) });
    expect(String(failure)).not.toMatch(/p4ss|no-token/);
  },
);
