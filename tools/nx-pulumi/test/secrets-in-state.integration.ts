import { join } from "node:path";
import { type ExportedStack, secretValues } from "./support/secret-values.ts";
import { writeSmallStack } from "./support/small-stacks.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["secrets", "network", "eks", "rds", "lambda"];

describe("the decrypted state of a stack", () => {
  let workspace: WorkspaceCopy;
  let variables: NodeJS.ProcessEnv;
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    const { code, text } = await workspace.nx(["run-many", "-t", "up"]);
    if (code !== 0) throw new Error(text);
    const env = await workspace.run("npx", ["strata", "env", "local", "--json"]);
    variables = JSON.parse(env.text.slice(env.text.indexOf("{"))) as NodeJS.ProcessEnv;
  });
  afterAll(() => workspace.remove());

  const stateOf = async (stack: string): Promise<ExportedStack> => {
    const args = ["stack", "export", "--show-secrets", "--stack", "local"];
    const cwd = join(workspace.root, "stacks", stack);
    const { code, text } = await workspace.run("pulumi", args, { cwd, env: variables });
    if (code !== 0) throw new Error(text);
    return JSON.parse(text) as ExportedStack;
  };

  it.each(STACKS)("of %s holds no value of a secret", async (stack) => {
    const state = await stateOf(stack);
    expect(state.deployment?.resources?.length).toBeGreaterThan(5);
    expect(secretValues(state)).toEqual([]);
  });

  it("is seen to hold one where a program puts it in, encrypted or write-only", async () => {
    const { root } = workspace;
    writeSmallStack(root, { name: "leak", upstreams: [], resources: [], outputs: [] });
    workspace.edit(
      "stacks/leak/index.ts",
      (text) => `import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
${text}
const { id: secretId } = new Secret("container", { name: "leak" }, { provider });
new SecretVersion("encrypted", { secretId, secretString: secret("hunter2") }, { provider });
const writeOnly = { secretStringWo: "hunter2", secretStringWoVersion: 1 };
new SecretVersion("write-only", { secretId, ...writeOnly }, { provider });
`,
    );
    const { code, text } = await workspace.nx(["run", "leak:up"]);
    expect([code, text]).toEqual([0, expect.any(String)]);
    const found = secretValues(await stateOf("leak"));
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/::encrypted {2}inputs\.secretString \(its name\)$/),
        expect.stringMatching(/::write-only {2}inputs\.secretStringWo \(its name\)$/),
      ]),
    );
    expect(found.filter((each) => !/::(encrypted|write-only) /.test(each))).toEqual([]);
    expect(found.join()).not.toContain("hunter2");
  });
});
