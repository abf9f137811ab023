import { recordResources, resourceList } from "@strata/testing";
import { deployVault } from "./deploy-vault.ts";
import { vaultReadPolicy, vaultWritePolicy } from "./vault-policies.ts";
import { VaultSecrets } from "./vault-secrets.ts";

type Containers = Parameters<typeof deployVault>[0];

const vault = { address: "https://vault.example.com", mount: "strata" };
const containers: Containers = {
  application: { source: "secretsManager", replicate: true },
  partner: { source: "vault", replicate: true },
};

async function build(options = {}) {
  const recording = await recordResources({ project: "secrets", ...options });
  const secrets = new VaultSecrets("vault", { ...vault, environment: "dev", names: ["partner"] });
  await recording.settled();
  return { recording, secrets };
}

describe("VaultSecrets", () => {
  it("is these resources, all bound to its own provider, in a preview too", async () => {
    const { recording } = await build();
    expect(resourceList(recording)).toMatchSnapshot();
    const custom = recording.resources.filter(({ type, custom: is }) => is && !type.startsWith("pulumi:"));
    expect(custom.filter(({ provider }) => !provider.includes("pulumi:providers:vault::vault::"))).toEqual(
      [],
    );
    expect(resourceList((await build({ preview: true })).recording)).toBe(resourceList(recording));
  });

  it("has a KV engine of version 2, which keeps old values for a while", async () => {
    const { recording } = await build();
    expect(recording.get("vault:index/mount:Mount", "vault").inputs).toMatchObject({
      path: "strata",
      type: "kv",
      options: { version: "2" },
    });
    expect(recording.get("vault:kv/secretBackendV2:SecretBackendV2", "vault").inputs).toMatchObject({
      mount: "strata",
      maxVersions: 10,
    });
  });

  it("has a policy for those who read a secret, and one for those who write it", async () => {
    const { recording } = await build();
    const place = { mount: "strata", path: "dev/partner" };
    const policy = (name: string) => recording.get("vault:index/policy:Policy", name).inputs;
    expect(policy("vault-partner-read")).toMatchObject({
      name: "strata-dev-partner-read",
      policy: vaultReadPolicy(place),
    });
    expect(policy("vault-partner-write")["policy"]).toBe(vaultWritePolicy(place));
  });

  it("gives its provider no token, which is in the environment of whoever runs it", async () => {
    const { recording, secrets } = await build();
    expect(recording.get("pulumi:providers:vault", "vault").inputs).not.toHaveProperty("token");
    expect(secrets.locations).toEqual({ partner: { source: "vault", ...vault, path: "dev/partner" } });
  });
});

describe("deployVault", () => {
  it("makes nothing where no secret is in Vault", async () => {
    const recording = await recordResources({ project: "secrets" });
    const { application } = containers as Required<Containers>;
    expect(await deployVault({ application: application! }, vault, "dev")).toEqual({});
    await recording.settled();
    expect(recording.resources).toEqual([]);
  });

  it("makes those whose source it is", async () => {
    const recording = await recordResources({ project: "secrets" });
    expect(Object.keys(await deployVault(containers, vault, "dev"))).toEqual(["partner"]);
    await recording.settled();
  });

  it.each([
    ["local", vault, /partner have the source vault, and beside "local" there is no Vault/],
    ["dev", undefined, /secrets:vault: got nothing.*pulumi config set --path secrets:vault\.address/],
  ])("refuses it in %s with the address %j", async (environment, settings, message) => {
    await expect(deployVault(containers, settings, environment)).rejects.toThrow(message);
  });
});
