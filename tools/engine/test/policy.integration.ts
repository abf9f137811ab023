import { describe, expect, it } from "@jest/globals";
import { startLanguageHost } from "../src/language-host/index.ts";
import { makeProject } from "./support/project.ts";

/**
 * A policy pack without @pulumi/policy, which is only a server of the same protocol: it forbids the type
 * test:index:Forbidden, and says which stack it was started for.
 */
const pack = `
const grpc = require("@grpc/grpc-js");
const proto = require("@pulumi/pulumi/proto/analyzer_pb.js");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const started = [process.env.PULUMI_NODEJS_PROJECT, process.env.PULUMI_NODEJS_STACK, process.env.PULUMI_NODEJS_DRY_RUN].join(" ");
const folder = require("path").basename(process.cwd());
const answer = (make) => (call, callback) => callback(null, make(call.request));
const diagnosticsFor = (request) => {
  const response = new proto.AnalyzeResponse();
  if (request.getType() === "test:index:Forbidden") {
    const diagnostic = new proto.AnalyzeDiagnostic();
    diagnostic.setPolicyname("no-forbidden");
    diagnostic.setPolicypackname("subject-pack");
    diagnostic.setPolicypackversion("1.0.0");
    diagnostic.setMessage("forbidden for " + started + " in " + folder);
    diagnostic.setEnforcementlevel(proto.EnforcementLevel.MANDATORY);
    diagnostic.setUrn(request.getUrn());
    response.addDiagnostics(diagnostic);
  }
  return response;
};
const server = new grpc.Server();
server.addService(AnalyzerService, {
  getPluginInfo: answer(() => { const info = new PluginInfo(); info.setVersion("1.0.0"); return info; }),
  getAnalyzerInfo: answer(() => {
    const info = new proto.AnalyzerInfo();
    info.setName("subject-pack"); info.setDisplayname("subject-pack"); info.setVersion("1.0.0"); info.setSupportsconfig(true);
    const policy = new proto.PolicyInfo();
    policy.setName("no-forbidden"); policy.setEnforcementlevel(proto.EnforcementLevel.MANDATORY);
    info.addPolicies(policy);
    return info;
  }),
  configure: answer(() => new Empty()),
  analyze: answer(diagnosticsFor),
  analyzeStack: answer(() => new proto.AnalyzeResponse()),
  remediate: answer(() => new proto.RemediateResponse()),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => console.log(String(port)));
`;

const program = (type: string) => `import * as pulumi from "@pulumi/pulumi";
  new pulumi.ComponentResource("test:index:${type}", "part");
  export default {};\n`;

const files = (main: string) => ({
  "pack/PulumiPolicy.yaml": JSON.stringify({ runtime: "nodejs", name: "subject-pack" }),
  "pack/package.json": JSON.stringify({ name: "subject-pack", version: "1.0.0", main: "index.js" }),
  "pack/index.js": main,
});

const preview = [
  "preview",
  "--non-interactive",
  "--suppress-progress",
  "--stack",
  "local",
  "--policy-pack",
  "pack",
];

describe.each(["spawned", "attached"])("a policy pack, run by a %s language host", (kind) => {
  async function hostFor() {
    const host = kind === "attached" ? await startLanguageHost() : undefined;
    return {
      env: host ? { PULUMI_DEBUG_LANGUAGES: `nodejs:${host.port}` } : {},
      [Symbol.asyncDispose]: async () => host?.close(),
    };
  }

  it("is started for the stack, in its folder, and its violations fail the preview", async () => {
    await using host = await hostFor();
    await using project = await makeProject({ program: program("Forbidden"), files: files(pack) });
    const { code, output } = await project.run(preview, host.env);
    expect(output).toContain("forbidden for subject local true in pack");
    expect(code).toBe(1);
  });

  it("lets pass what it has nothing against", async () => {
    await using host = await hostFor();
    await using project = await makeProject({ program: program("Fine"), files: files(pack) });
    const { code, output } = await project.run(preview, host.env);
    expect(output).not.toContain("forbidden");
    expect(output).toContain("subject-pack");
    expect(code).toBe(0);
  });

  it("is run by Node.js as it is where its options say so", async () => {
    await using host = await hostFor();
    const typescript = `import { createRequire } from "node:module";
      type Answer = unknown;
      const require = createRequire(import.meta.url);
      const module = import.meta as Answer;\n${pack}
      console.error("no ts-node: " + !process.argv[1]!.includes("run-policy-pack") + " " + typeof module);`;
    await using project = await makeProject({
      program: program("Forbidden"),
      files: {
        "pack/PulumiPolicy.yaml": JSON.stringify({
          runtime: { name: "nodejs", options: { typescript: false } },
        }),
        "pack/package.json": JSON.stringify({
          name: "subject-pack",
          version: "1.0.0",
          type: "module",
          main: "index.ts",
        }),
        "pack/index.ts": typescript,
      },
    });
    const { code, output } = await project.run(preview, host.env);
    expect(output).toContain("no ts-node: true object");
    expect(output).toContain("forbidden for subject local true in pack");
    expect(code).toBe(1);
  });

  it("that does not start fails the preview with its error, and does not hang", async () => {
    await using host = await hostFor();
    const broken = files(`throw new Error("the pack is broken");`);
    await using project = await makeProject({ program: program("Fine"), files: broken });
    const { code, output } = await project.run(preview, host.env);
    expect(output).toContain("the pack is broken");
    expect(code).not.toBe(0);
  });
});
