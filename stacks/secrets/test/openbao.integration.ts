import { type OpenBaoServer, openBaoServer } from "@strata/testing/openbao-server";
import { recordResources } from "@strata/testing";
import { VaultSecrets } from "../vault-secrets.ts";

/** A real OpenBao, which is given what the program registers, as the provider would. */
describe("what VaultSecrets registers, in OpenBao", () => {
  let server: OpenBaoServer;
  beforeAll(async () => {
    server = await openBaoServer();
    const recording = await recordResources({ project: "secrets" });
    const vault = { address: server.address, mount: "strata" };
    new VaultSecrets("vault", { ...vault, environment: "dev", names: ["partner", "other"] });
    await recording.settled();
    const mount = recording.get("vault:index/mount:Mount", "vault").inputs;
    await server.call("POST", `sys/mounts/${String(mount["path"])}`, {
      type: mount["type"],
      options: mount["options"],
      description: mount["description"],
    });
    const settings = recording.get("vault:kv/secretBackendV2:SecretBackendV2", "vault").inputs;
    await server.call("POST", `${String(settings["mount"])}/config`, {
      max_versions: settings["maxVersions"],
    });
    for (const { inputs } of recording.ofType("vault:index/policy:Policy"))
      await server.call("PUT", `sys/policies/acl/${String(inputs["name"])}`, { policy: inputs["policy"] });
  });
  afterAll(() => server.stop());

  const tokenOf = async (policy: string): Promise<string> => {
    const { auth } = await server.call("POST", "auth/token/create", {
      policies: [policy],
      no_default_policy: true,
    });
    return (auth as { client_token: string }).client_token;
  };
  const PARTNER = "strata/data/dev/partner";

  it("lets who writes a secret write it, and read neither it nor another", async () => {
    const writer = await tokenOf("strata-dev-partner-write");
    await server.call("POST", PARTNER, { data: { value: "first" } }, writer);
    await server.call("POST", PARTNER, { data: { value: "second" } }, writer);
    await expect(server.call("GET", PARTNER, undefined, writer)).rejects.toThrow(/403/);
    await expect(server.call("DELETE", PARTNER, undefined, writer)).rejects.toThrow(/403/);
    await expect(server.call("POST", "strata/data/dev/other", { data: {} }, writer)).rejects.toThrow(/403/);
  });

  it("lets who reads a secret read it, and neither write it nor read or list others", async () => {
    const reader = await tokenOf("strata-dev-partner-read");
    expect(await server.call("GET", PARTNER, undefined, reader)).toMatchObject({
      data: { data: { value: "second" }, metadata: { version: 2 } },
    });
    await expect(server.call("POST", PARTNER, { data: {} }, reader)).rejects.toThrow(/403/);
    await expect(server.call("GET", "strata/data/dev/other", undefined, reader)).rejects.toThrow(/403/);
    await expect(server.call("LIST", "strata/metadata/dev", undefined, reader)).rejects.toThrow(/403/);
  });

  it("keeps ten values", async () => {
    expect(await server.call("GET", "strata/config")).toMatchObject({ data: { max_versions: 10 } });
  });
});
