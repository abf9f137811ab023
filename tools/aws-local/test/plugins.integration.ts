import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "@strata/environment/is-running";
import { eventually } from "@strata/testing/eventually";
import { installLocalPlugins, listResources } from "../src/index.ts";
import { nodeOfWorkspace, Sandbox } from "./pulumi.ts";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.create();
});
afterEach(() => sandbox.close());

const program = (version: string | undefined) => `
import { Provider } from "@pulumi/aws/provider.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
const options = ${version === undefined ? "{}" : `{ version: "${version}" }`};
const provider = new Provider("aws", { region: "eu-central-1", allowedAccountIds: ["000000000001"] }, options);
const vpc = new Vpc("v", { cidrBlock: "10.0.0.0/16" }, { provider });
export default { vpcId: vpc.id };
`;

describe("installed plugins", () => {
  it("are installed once, also by several at a time, and leave nothing else", async () => {
    await Promise.all([1, 2, 3].map(() => installLocalPlugins(sandbox.pulumiHome)));
    const [aws] = await installLocalPlugins(sandbox.pulumiHome);
    expect(aws).toEqual({
      name: "aws",
      version: "7.48.0-local.1",
      folder: join(sandbox.pulumiHome, "plugins/resource-aws-v7.48.0-local.1"),
    });
    expect(readdirSync(join(sandbox.pulumiHome, "plugins")).sort()).toEqual([
      "resource-aws-v7.48.0-local.1",
      "resource-eks-v4.3.0-local.1",
      "resource-kubernetes-v4.34.2-local.1",
    ]);
  });

  it("serve a provider that asks for their version, with nothing in the environment", async () => {
    await installLocalPlugins(sandbox.pulumiHome);
    const project = await sandbox.project("plain");
    await project.program(program("7.48.0-local.1"));
    const { code, text } = await project.up();
    expect(text).not.toMatch(/error|warning/);
    expect(code).toBe(0);
    expect(listResources(sandbox.storePath)).toHaveLength(1);
    expect((await project.destroy()).code).toBe(0);
    expect(listResources(sandbox.storePath)).toEqual([]);
  });

  it.each(["7.48.0", undefined])("are not selected by a provider of version %s", async (version) => {
    await installLocalPlugins(sandbox.pulumiHome);
    const project = await sandbox.project("official");
    await project.program(program(version));
    const { code, text } = await project.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/no resource plugin 'pulumi-resource-aws' found.*7\.48\.0/s);
  });

  it("end with the process that started them, however that ends", async () => {
    const [aws] = await installLocalPlugins(sandbox.pulumiHome);
    const launcher = join(aws?.folder ?? "", "pulumi-resource-aws");
    // A parent that starts the plugin, says its process ID and port, and stays until it is killed.
    const parentProgram = `
      const plugin = require("node:child_process").spawn(${JSON.stringify(launcher)}, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "ignore"] });
      plugin.stdout.once("data", (port) => console.log(plugin.pid + " " + port));
      setInterval(() => {}, 1000);`;
    const parent = spawn(nodeOfWorkspace(), ["-e", parentProgram], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const [pid, port] = line.toString().trim().split(" ").map(Number) as [number, number];
    expect(port).toBeGreaterThan(0);
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    await eventually("the plugin has ended", () => !isRunning(pid));
  });
});

describe("stacks that are not local", () => {
  it.each(["prod", "dev", "sandbox"])(
    "are refused for %s while the embedded AWS is attached",
    async (stack) => {
      await sandbox.serve();
      const project = await sandbox.project("leaked", stack);
      await project.program(program(undefined));
      const { code, text } = await project.up();
      expect(code).not.toBe(0);
      expect(text).toMatch(
        new RegExp(
          `serves the stack "local" only.*of the stack "${stack}".*unset PULUMI_DEBUG_PROVIDERS`,
          "s",
        ),
      );
      expect(listResources(sandbox.storePath)).toEqual([]);
    },
  );

  it("are refused where the version of a provider selects it", async () => {
    await installLocalPlugins(sandbox.pulumiHome);
    const project = await sandbox.project("selected", "prod");
    await project.program(program("7.48.0-local.1"));
    const { code, text } = await project.up();
    expect(code).not.toBe(0);
    expect(text).toMatch(/serves the stack "local" only/);
  });
});
