import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type EphemeralStack,
  ephemeralStack,
  EphemeralTeardownError,
  PulumiFailedError,
} from "../src/ephemeral/index.ts";
import { processesAbout } from "./support/processes.ts";
import { buckets, failing } from "./support/programs.ts";

function expectNothingLeft(folder: string): void {
  expect(existsSync(folder)).toBe(false);
  expect(processesAbout(folder)).toEqual([]);
}

it("brings up what a program makes, and leaves nothing", async () => {
  const stack = await ephemeralStack({ program: buckets(["a", "b"]) });
  expect((await stack.preview()).changeSummary).toEqual({ create: 5 });
  expect(await stack.cloud()).toEqual([]);

  const { outputs } = await stack.up();
  const names = outputs["names"]?.value as string[];
  expect((await stack.cloud()).map(({ id }) => id).sort()).toEqual(names.toSorted());
  expect((await stack.resources()).filter(({ type }) => type === "aws:s3/bucket:Bucket")).toHaveLength(2);
  expect((await stack.preview()).changeSummary).toEqual({ same: 5 });
  expect(await stack.outputs()).toEqual({ names });

  await stack.close();
  expectNothingLeft(stack.folder);
  await expect(stack.up()).rejects.toThrow("closed");
});

it("runs several at once that have nothing in common but the names", async () => {
  const run = async (names: string[]) => {
    await using stack = await ephemeralStack({ program: buckets(names) });
    await stack.up();
    const made = (await stack.cloud()).map(({ urn }) => urn.split("::").at(-1)).sort();
    return {
      folder: stack.folder,
      made,
      stacks: readdirSync(join(stack.folder, "state/.pulumi/stacks/ephemeral")),
    };
  };
  const [one, two] = await Promise.all([run(["same", "one"]), run(["same", "two"])]);
  expect(one.made).toEqual(["one", "same"]);
  expect(two.made).toEqual(["same", "two"]);
  expect(one.stacks).toContain("local.json");
  expectNothingLeft(one.folder);
  expectNothingLeft(two.folder);
});

it("is taken down when its test fails", async () => {
  let folder = "";
  const test = async () => {
    await using stack: EphemeralStack = await ephemeralStack({ program: buckets(["a"]) });
    folder = stack.folder;
    await stack.up();
    expect(1).toBe(2);
  };
  await expect(test()).rejects.toThrow("toBe");
  expectNothingLeft(folder);
});

it("is taken down when up fails halfway, and the error says why", async () => {
  const stack = await ephemeralStack({ program: failing });
  const error: unknown = await stack.up().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PulumiFailedError);
  expect((error as Error).message).toMatch(/resource .second.: .*taken exists already/);
  expect((await stack.cloud()).map(({ id }) => id)).toEqual(["taken"]);
  await stack.close();
  expectNothingLeft(stack.folder);
});

it("takes down what is protected", async () => {
  const stack = await ephemeralStack({ program: buckets(["kept"], { protect: true }) });
  await stack.up();
  await stack.close();
  expectNothingLeft(stack.folder);
});

it("fails if something is left in the cloud, whatever Pulumi says", async () => {
  const stack = await ephemeralStack({ program: buckets(["retained"], { retainOnDelete: true }) });
  await stack.up();
  const [{ id }] = (await stack.cloud()) as unknown as [{ id: string }];
  const error: unknown = await stack.close().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EphemeralTeardownError);
  expect((error as Error).message).toBe(`Left in the cloud: aws:s3/bucket:Bucket ${id} (retained)`);
  expectNothingLeft(stack.folder);
});
