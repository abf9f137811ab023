import { declaredTagPlaces } from "@strata/aws-local";
import { TAG_KEYS } from "@strata/tagging";
import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  missingGroupTags,
  missingTags,
  type PreviewedResource,
  taggable,
  type TagRules,
} from "./support/untagged.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

interface Preview {
  readonly steps: readonly {
    readonly newState?: PreviewedResource;
    /** Has the outputs of what does not change. */
    readonly oldState?: PreviewedResource;
  }[];
}

/**
 * Every resource of every stack as the real engine previews it with the embedded AWS, the children of remote components
 * included. What is taggable is read off the installed @pulumi/aws.
 */
describe("the tags of every stack's resources", () => {
  let workspace: WorkspaceCopy;
  let variables: NodeJS.ProcessEnv;
  let rules: TagRules;
  let stacks: string[];
  const resources = new Map<string, PreviewedResource[]>();

  const preview = async (stack: string): Promise<PreviewedResource[]> => {
    const args = ["pulumi", "preview", "--json", "--show-sames", "--stack", "local"];
    const cwd = join(workspace.root, "stacks", stack);
    const { code, text } = await workspace.run("npx", args, { cwd, env: variables });
    if (code !== 0) throw new Error(text);
    // Standard error may stand before it.
    const { steps } = JSON.parse(text.slice(text.search(/^\{/m))) as Preview;
    return steps.flatMap(({ newState, oldState }) =>
      newState === undefined ? [] : [{ ...newState, outputs: { ...oldState?.outputs, ...newState.outputs } }],
    );
  };

  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    rules = {
      keys: Object.values(TAG_KEYS),
      placesOf: declaredTagPlaces(join(workspace.root, ".strata/tag-places")),
    };
    stacks = globSync("stacks/*/Pulumi.yaml", { cwd: workspace.root }).map((file) => basename(dirname(file)));
    const env = await workspace.run("npx", ["strata", "env", "local", "--json"]);
    variables = JSON.parse(env.text.slice(env.text.indexOf("{"))) as NodeJS.ProcessEnv;
    // Deployed, so that nothing of a preview is unknown.
    const { code, text } = await workspace.nx(["run-many", "-t", "up"]);
    if (code !== 0) throw new Error(text);
    for (const stack of stacks) resources.set(stack, await preview(stack));
  }, 480_000);
  afterAll(() => workspace.remove());

  const all = (): PreviewedResource[] => [...resources.values()].flat();

  it("there is no taggable resource without all mandatory tags", () => {
    expect(missingTags(all(), rules)).toEqual([]);
    expect(stacks.filter((stack) => taggable(resources.get(stack) ?? [], rules).length === 0)).toEqual([]);
  });

  it("their values are those of the stack", () => {
    for (const stack of stacks) {
      for (const { inputs } of taggable(resources.get(stack) ?? [], rules)) {
        expect(inputs?.["tagsAll"]).toMatchObject({
          Stack: stack,
          Environment: "local",
          ManagedBy: "pulumi",
        });
      }
    }
  });

  it("remote components' children and launch templates are among them", () => {
    const ofComponent = taggable(resources.get("eks") ?? [], rules).filter(({ urn }) =>
      urn.includes("$eks:index:Cluster$"),
    );
    expect(ofComponent.map(({ type }) => type)).toContain("aws:eks/cluster:Cluster");
    expect(all().filter(({ type }) => type === LAUNCH_TEMPLATE)).not.toEqual([]);
  });

  it("a tag that is taken from any of them is missed, by its URN and key", () => {
    expect(taggable(all(), rules).length).toBeGreaterThan(50);
    for (const resource of taggable(all(), rules)) {
      for (const key of rules.keys) {
        const without = withoutKey(resource, key);
        expect(missingTags([without], rules)).toContain(`${resource.urn}: tagsAll: ${key}`);
      }
    }
  });

  it.each(["instance", "volume"])("a launch template without tags for each %s is missed", (made) => {
    for (const template of all().filter(({ type }) => type === LAUNCH_TEMPLATE)) {
      const given = template.inputs?.["tagSpecifications"] as { resourceType: string }[];
      const tagSpecifications = given.filter(({ resourceType }) => resourceType !== made);
      const without = { ...template, inputs: { ...template.inputs, tagSpecifications } };
      expect(missingTags([without], rules)).toEqual(
        rules.keys.map((key) => `${template.urn}: tagSpecifications of ${made}: ${key}`),
      );
    }
  });

  it("the auto-scaling groups that EKS makes have them too, and one without is missed", () => {
    expect(missingGroupTags(all(), rules.keys)).toEqual([]);
    const tags = all().filter(({ type }) => type === "aws:autoscaling/tag:Tag");
    expect(tags.length).toBeGreaterThanOrEqual(rules.keys.length);
    for (const tag of tags) {
      const { key } = tag.inputs?.["tag"] as { key: string };
      const missing = missingGroupTags(
        all().filter((it) => it !== tag),
        rules.keys,
      );
      expect(missing.map((line) => line.split(": ").at(-1))).toEqual(rules.keys.includes(key) ? [key] : []);
    }
  });

  it("providers that give no default tags leave resources that are missed", async () => {
    workspace.edit("libs/aws-provider/src/construct-providers.ts", (text) =>
      text.replace(/^ +defaultTags: .*\n/m, ""),
    );
    const missing = missingTags(await preview("secrets"), rules);
    expect(new Set(missing.map((line) => line.split(": ").at(-1)))).toEqual(new Set(rules.keys));
  });
});

function withoutKey(resource: PreviewedResource, key: string): PreviewedResource {
  const { [key]: _, ...tagsAll } = resource.inputs?.["tagsAll"] as Record<string, unknown>;
  return { ...resource, inputs: { ...resource.inputs, tagsAll } };
}
