import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import { type OpenBaoServer, openBaoServer } from "@strata/testing/openbao-server";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awsSettings } from "../src/aws-settings.ts";
import { KmsClient } from "../src/bootstrap/kms-client.ts";
import { agree, providerOfConfiguration, providerOfState, whyClosed } from "../src/secrets-provider/index.ts";
import { parseCheckpoint } from "../src/checkpoint/index.ts";
import { IN_CONFIGURATION, IN_STATE, SecretStack } from "./support/secret-stack.ts";

const KMS = "awskms://alias/one?region=eu-central-1&context_stack=vault&context_environment=dev";
const OTHER = "awskms://alias/two?region=eu-central-1";
const VAULT = "hashivault://strata";

let moto: MotoServer;
let vault: OpenBaoServer;
let stack: SecretStack;
beforeAll(async () => {
  [moto, vault] = await Promise.all([motoServer(), openBaoServer()]);
  const kms = new KmsClient(awsSettings(moto.env, "eu-central-1", "KMS"));
  for (const name of ["one", "two"]) {
    const { KeyMetadata } = await kms.call<{ KeyMetadata: { KeyId: string } }>("CreateKey", {});
    await kms.call("CreateAlias", { AliasName: `alias/${name}`, TargetKeyId: KeyMetadata.KeyId });
  }
  await vault.call("POST", "sys/mounts/transit", { type: "transit" });
  await vault.call("POST", "transit/keys/strata", {});
}, 180_000);
afterAll(async () => {
  await moto?.stop();
  await vault?.stop();
});
beforeEach(async () => {
  stack = await SecretStack.make({
    ...moto.env,
    PULUMI_CONFIG_PASSPHRASE: "test",
    VAULT_ADDR: vault.address,
    VAULT_TOKEN: vault.rootToken,
  });
});
afterEach(() => stack.remove());

async function expectWhole(provider: string): Promise<void> {
  const [configuration, state] = [
    providerOfConfiguration(stack.configuration()),
    providerOfState(parseCheckpoint(await stack.state())),
  ];
  expect(configuration.provider).toBe(provider);
  expect(agree(configuration, state)).toBe(true);
  expect(await stack.secrets()).toEqual([IN_CONFIGURATION, IN_STATE]);
  expect(existsSync(stack.backup)).toBe(false);
  expect(`${stack.configuration()}${await stack.state()}${stack.said.join()}`).not.toMatch(/hunter2/);
}

/** What CI's sample leaves to the nightly run, for its time. */
const nightly = process.env["STRATA_NIGHTLY"] === "1" ? it : it.skip;

it("moves from the passphrase to KMS with an encryption context, to another key, to Vault, and back", async () => {
  let from = "passphrase";
  for (const to of [KMS, OTHER, VAULT, "passphrase"]) {
    expect(await stack.rotate(to)).toEqual({ from, to, resumed: false });
    await expectWhole(to);
    from = to;
  }
});

nightly("gives the same provider a new data key", async () => {
  await stack.rotate(KMS);
  const before = providerOfConfiguration(stack.configuration());
  await stack.rotate(KMS);
  expect(providerOfConfiguration(stack.configuration()).key).not.toBe(before.key);
  await expectWhole(KMS);
});

it("loses nothing when it is killed after the file has lost the key of its values", async () => {
  const before = stack.configuration();
  // What Pulumi's first write leaves: a new provider, and the values as they were.
  const damaged = `secretsprovider: ${KMS}\nencryptedkey: AQ==\n${before.replace(/^encryptionsalt:.*\n/m, "")}`;
  const killed = killedWhileItChanges(damaged);
  await expect(stack.rotate(KMS, { command: killed })).rejects.toThrow(
    /Nothing is lost: run npx strata secrets rotate vault -c dev again/,
  );
  expect(stack.configuration()).toBe(damaged);
  expect(readFileSync(stack.backup, "utf8")).toBe(before);
  expect(await stack.rotate(KMS)).toEqual({ from: "passphrase", to: KMS, resumed: true });
  await expectWhole(KMS);
});

nightly("goes on when it was killed between the configuration and the state", async () => {
  const [configuration, state] = [stack.configuration(), await stack.state()];
  await stack.rotate(KMS);
  const [stateFile] = await stack.store.versions();
  writeFileSync(stateFile?.key ?? "", state);
  await stack.pulumi("config", "--stack", "dev");
  writeFileSync(stack.backup, configuration);
  expect(await stack.rotate(KMS)).toEqual({ from: KMS, to: KMS, resumed: true });
  await expectWhole(KMS);
});

nightly("knows when all was done but the backup was not removed", async () => {
  const configuration = stack.configuration();
  await stack.rotate(KMS);
  const rotated = stack.configuration();
  writeFileSync(stack.backup, configuration);
  expect(await stack.rotate(KMS)).toEqual({ from: KMS, to: KMS, resumed: true });
  expect(stack.configuration()).toBe(rotated);
  await expectWhole(KMS);
});

nightly("is killed in the middle, with SIGKILL, wherever that is, and goes on", async () => {
  for (const milliseconds of [150, 400, 700, 1000]) {
    const wrapper = script(
      `"${stack.command}" "$@" & child=$!; case "$*" in *change-secrets*) sleep ${milliseconds / 1000}; kill -9 $child 2>/dev/null;; esac; wait $child`,
    );
    await stack.rotate(KMS, { command: wrapper }).catch(() => undefined);
    await unlock();
    await stack.rotate(KMS);
    await expectWhole(KMS);
    await stack.rotate("passphrase");
  }
});

it("touches nothing where the new key cannot be used, or the old one not be opened, and says what helps", async () => {
  const before = [stack.configuration(), await stack.state()];
  await expect(stack.rotate("awskms://alias/none?region=eu-central-1")).rejects.toThrow(
    /failed: [^]*alias\/none[^]*kms:Encrypt/,
  );
  await expect(stack.rotate(KMS, { variables: { PULUMI_CONFIG_PASSPHRASE: "wrong" } })).rejects.toThrow(
    /incorrect passphrase[^]*PULUMI_CONFIG_PASSPHRASE/,
  );
  expect([stack.configuration(), await stack.state()]).toEqual(before);
  expect(existsSync(stack.backup)).toBe(false);
  expect(await stack.secrets()).toEqual([IN_CONFIGURATION, IN_STATE]);
});

nightly("says whether secrets can be opened, and shows none", async () => {
  const request = { directory: stack.directory, environment: "dev", command: stack.command };
  expect(await whyClosed({ ...request, variables: stack.variables })).toBeUndefined();
  const wrong = { ...stack.variables, PULUMI_CONFIG_PASSPHRASE: "wrong" };
  expect(await whyClosed({ ...request, variables: wrong })).toMatch(/incorrect passphrase/);
});

/** A CLI that is killed while it changes the provider, and leaves that configuration. */
function killedWhileItChanges(left: string): string {
  const file = join(stack.root, "left.yaml");
  writeFileSync(file, left);
  return script(
    `case "$*" in *change-secrets*) cp "${file}" "${stack.file}"; kill -9 $$;; *) exec "${stack.command}" "$@";; esac`,
  );
}

function script(body: string): string {
  const file = join(stack.root, "pulumi.sh");
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** As a person does after a kill. */
async function unlock(): Promise<void> {
  await stack.pulumi("cancel", "--yes", "--stack", "dev").catch(() => undefined);
}
