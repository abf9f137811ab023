import { WorkspaceCopy } from "./support/workspace-copy.ts";

describe("a type that the embedded AWS does not know well", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  it("is named in one line of the run's summary", async () => {
    workspace.edit(
      "stacks/secrets/index.ts",
      (text) => `import { PlatformApplication } from "@pulumi/aws/sns/platformApplication.js";\n${text}
for (const name of ["one", "two"]) {
  const credential = { platform: "GCM", platformCredential: "none" };
  new PlatformApplication(name, credential, { provider: providers.at("workloads", "eu-central-1") });
}
`,
    );
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect([code, text]).toEqual([
      0,
      expect.stringContaining("aws:sns/platformApplication:PlatformApplication"),
    ]);
    const summary = text.slice(text.lastIndexOf("preview in local"));
    expect(summary.match(/^Not among the tested types.*$/gm)).toEqual([
      expect.stringMatching(/: aws:sns\/platformApplication:PlatformApplication \(secrets\)\.$/),
    ]);
  });
});
