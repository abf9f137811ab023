import { agree, providerOfConfiguration, providerOfState } from "./recorded-provider.ts";

it.each([
  ["config: {}\n", { provider: undefined, key: undefined }],
  ["encryptionsalt: v1:a=\nconfig: {}\n", { provider: "passphrase", key: "v1:a=" }],
  [
    "secretsprovider: awskms://alias/x?region=eu-central-1\nencryptedkey: AQ==\nconfig:\n  a:secretsprovider: no\n",
    { provider: "awskms://alias/x?region=eu-central-1", key: "AQ==" },
  ],
  ['secretsprovider: "hashivault://k"  # ours\n', { provider: "hashivault://k", key: undefined }],
])("a configuration %j", (text, provider) => expect(providerOfConfiguration(text)).toEqual(provider));

it("a state, of each kind", () => {
  const of = (type: string, state: unknown) => providerOfState({ secretsProvider: { type, state } });
  expect(of("passphrase", { salt: "v1:a=" })).toEqual({ provider: "passphrase", key: "v1:a=" });
  expect(of("cloud", { url: "hashivault://k", encryptedkey: "AQ==" })).toEqual({
    provider: "hashivault://k",
    key: "AQ==",
  });
  expect(of("service", {}).provider).toBe("service");
  expect(providerOfState({ secretsProvider: undefined }).provider).toBeUndefined();
});

it("agree by the key, not by the name of the provider alone", () => {
  const one = { provider: "hashivault://k", key: "1" };
  expect(agree(one, { ...one })).toBe(true);
  expect(agree(one, { ...one, key: "2" })).toBe(false);
});
