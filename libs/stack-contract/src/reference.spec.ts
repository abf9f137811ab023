import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSecret, output, type Output, RunError, runtime, secret as secretOutput } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { z } from "zod";
import { defineContract, secret } from "./contract.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { checkDeployed, checkReferenced, ready, reference } from "./reference.ts";
import { runError } from "./run-error.ts";

const contract = defineContract(
  "network",
  z.object({ vpcId: z.string(), subnetIds: z.array(z.string()), token: secret(z.string()) }),
);

let stackReads: string[] = [];
let deployed: Record<string, unknown> = {};

async function useMocks(options: { preview: boolean; stack?: string; failure?: string }): Promise<void> {
  await runtime.setMocks(
    {
      call: ({ token }) => {
        expect(token).toBe("pulumi:pulumi:readStackOutputs");
        if (options.failure !== undefined) {
          // As gRPC reports it.
          throw Object.assign(new Error(options.failure), { details: options.failure, code: 2 });
        }
        return {};
      },
      newResource: (args) => {
        stackReads.push(args.name);
        return { id: args.name, state: { ...args.inputs, outputs: deployed, secretOutputNames: ["token"] } };
      },
    },
    "eks",
    options.stack ?? "dev",
    options.preview,
    "organization",
  );
}

const value = (from: Output<unknown>) => valueWithUnknowns(from);
const failure = (outputs: Record<string, unknown>): Promise<string> =>
  checkReferenced(contract, Object.keys(outputs), (name) => output(outputs[name])).then(
    () => {
      throw new Error("it was accepted");
    },
    (error: Error) => {
      expect(RunError.isInstance(error)).toBe(true);
      return error.message;
    },
  );

beforeEach(() => {
  stackReads = [];
  deployed = { vpcId: "vpc-1", subnetIds: ["a"], token: secretOutput("t") };
  delete process.env["STRATA_PLANNED_OUTPUTS"];
});

describe("a reference to a deployed stack", () => {
  it("reads it once, and keeps secrets, and nothing else, secret", async () => {
    await useMocks({ preview: false });
    const network = reference(contract);
    expect(await value(network.vpcId)).toBe("vpc-1");
    expect(await value(network.subnetIds)).toEqual(["a"]);
    expect(await value(network.token)).toBe("t");
    expect(await isSecret(network.vpcId)).toBe(false);
    expect(await isSecret(network.subnetIds)).toBe(false);
    expect(await isSecret(network.token)).toBe(true);
    expect(stackReads).toEqual(["organization/network/dev"]);
  });

  it("fails, by the name of the reader, where the contract has no such output any more", async () => {
    await useMocks({ preview: false });
    const network = reference(contract) as unknown as Record<string, unknown>;
    expect(() => network["natIps"]).toThrow(
      /eks reads the output "natIps" of network, and its contract .* has none of that name. It has: vpcId, /,
    );
  });

  it("names every missing and ill-typed output, what there is, and the command", async () => {
    await useMocks({ preview: false });
    const message = await failure({ vpcID: "vpc-1", subnetIds: "a", token: secretOutput(5) });
    expect(message).toContain("vpcId: network does not export it");
    expect(message).toMatch(/subnetIds: got "a"; .*expected array/);
    expect(message).toMatch(/token: got a secret value; .*expected string/);
    expect(message).toContain("It exports: vpcID, subnetIds, token.");
    expect(message).toContain("npx nx run network:up -c dev");
  });

  it.each([
    [
      "does not exist",
      'unknown stack "organization/network/local"',
      'network is not deployed in the environment "local", and this stack builds on it.\n' +
        "Deploy it first: npx nx run network:up",
    ],
    [
      "cannot be read",
      "access denied",
      'The outputs of network in the environment "local" cannot be read: access denied',
    ],
  ])("says what to do if the upstream %s", async (_, reason, expected) => {
    await useMocks({ preview: false, stack: "local", failure: reason });
    const error = await checkDeployed("network", "organization/network/local").catch((it: Error) => it);
    expect(RunError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(expected);
  });
});

it("takes a stack without any output for one that is not deployed", async () => {
  await useMocks({ preview: false });
  expect(await failure({})).toMatch(/network is not deployed in the environment "dev".*network:up -c dev/s);
});

describe("an error of a contract", () => {
  it("keeps its message on its way through the SDK", () => {
    const error = runError("what is wrong");
    error.message = `error serializing property "x": ${error.message}`;
    expect(error.message).toBe("what is wrong");
    expect(RunError.isInstance(error)).toBe(true);
  });
});

describe("planned outputs", () => {
  let folder: string;
  const plan = (content: unknown) =>
    writeFileSync(
      join(folder, "network.json"),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  const outputs = {
    vpcId: { state: "unknown" },
    subnetIds: { state: "known", value: ["a", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"] },
    token: { state: "secret" },
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "planned-"));
    process.env["STRATA_PLANNED_OUTPUTS"] = folder;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("take the place of the deployed ones in a preview: known, unknown, secret, at any depth", async () => {
    plan({ version: 2, project: "network", stack: "dev", outputs });
    await useMocks({ preview: true });
    const network = reference(contract);
    expect(await value(network.vpcId)).toBe(unknown);
    expect(await value(network.subnetIds)).toEqual(["a", unknown]);
    expect(await value(network.token)).toBe(unknown);
    expect(await isSecret(network.token)).toBe(true);
    expect(await isSecret(network.vpcId)).toBe(false);
    expect(stackReads).toEqual([]);
  });

  it("read only what stays as it is from what is deployed: a secret that does not change", async () => {
    plan({
      version: 2,
      project: "network",
      stack: "dev",
      outputs: { ...outputs, token: { state: "as deployed" } },
    });
    await useMocks({ preview: true });
    const network = reference(contract);
    expect(await value(network.token)).toBe("t");
    expect(await isSecret(network.token)).toBe(true);
    expect(await value(network.vpcId)).toBe(unknown);
    expect(stackReads).toEqual(["organization/network/dev"]);
  });

  it("are not used in an update", async () => {
    plan({ version: 2, project: "network", stack: "dev", outputs });
    await useMocks({ preview: false });
    expect(await value(reference(contract).vpcId)).toBe("vpc-1");
  });

  it("are not needed: without a file, the deployed ones are read", async () => {
    await useMocks({ preview: true });
    expect(await value(reference(contract).vpcId)).toBe("vpc-1");
    expect(stackReads).toHaveLength(1);
  });

  it("are checked as far as they are known", async () => {
    await useMocks({ preview: true });
    const message = await failure({ vpcId: 1, subnetIds: ["a", unknown], token: secretOutput(unknown) });
    expect(message).toMatch(/vpcId: got 1; .*expected string/);
    expect(message).not.toMatch(/subnetIds.*got|token: got/);
  });

  it.each([
    ["of another stack", { version: 2, project: "network", stack: "prod", outputs }, /are of network\/prod/],
    [
      "of another version",
      { version: 1, project: "network", stack: "dev", outputs },
      /cannot be read: .*version/s,
    ],
    ["not JSON", "{", /cannot be read: not JSON/],
  ])("are refused if they are %s", async (_, content, expected) => {
    plan(content);
    await useMocks({ preview: true });
    expect(() => reference(contract)).toThrow(expected);
  });
});

describe("ready", () => {
  it("resolves once all references are known to be as their contracts say", async () => {
    await useMocks({ preview: false });
    await expect(ready(reference(contract), reference(contract))).resolves.toBeUndefined();
  });
});
