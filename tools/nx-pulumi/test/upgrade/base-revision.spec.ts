import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseBase, type Git, gitIn } from "./base-revision.ts";

describe("the revision that an upgrade starts from", () => {
  let root: string;
  let folder: string;
  let git: Git;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "strata-base-"));
    folder = join(root, "repository");
    execFileSync("git", ["init", "--quiet", "--initial-branch=main", folder]);
    git = gitIn(folder);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const commit = (text: string): string => {
    writeFileSync(join(folder, "file"), text);
    git("add", "file");
    git("-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "-m", text);
    return git("rev-parse", "HEAD") ?? "";
  };
  const choose = (asked: { base?: string; nxBase?: string } = {}, from: Git = git) =>
    chooseBase(from, { ...asked, defaultBranch: "main" });

  it("is the commit before, on the default branch", () => {
    const first = commit("first");
    commit("second");
    expect(choose()?.commit).toBe(first);
  });

  it("is the last commit where there are changes that are not committed", () => {
    commit("first");
    const second = commit("second");
    writeFileSync(join(folder, "file"), "third");
    expect(choose()?.commit).toBe(second);
  });

  it("is where a branch leaves the default branch, whatever was merged since", () => {
    const first = commit("first");
    git("checkout", "--quiet", "-b", "feature");
    commit("second");
    commit("third");
    git("checkout", "--quiet", "main");
    commit("fourth");
    git("checkout", "--quiet", "feature");
    expect(choose()?.commit).toBe(first);
  });

  it("is what was asked for, then what NX_BASE has, unless that is the zeros of a new branch", () => {
    const [first, second] = [commit("first"), commit("second")];
    commit("third");
    expect(choose({ base: first, nxBase: second })?.commit).toBe(first);
    expect(choose({ nxBase: first })?.commit).toBe(first);
    expect(choose({ nxBase: "0".repeat(40) })?.commit).toBe(second);
    expect(() => choose({ base: "nowhere" })).toThrow(/does not have nowhere \(from --base\).*Fetch it/);
    expect(() => choose({ base: "--help" })).toThrow(/does not have --help/);
  });

  it("is not there in the first commit", () => {
    commit("first");
    expect(choose()).toBeUndefined();
  });

  it("must be fetched into a shallow clone", () => {
    const first = commit("first");
    commit("second");
    const clone = join(root, "clone");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${folder}`, clone]);
    expect(() => choose({}, gitIn(clone))).toThrow(/shallow.*the commit before this one.*fetch-depth: 0/);
    expect(() => choose({ base: first }, gitIn(clone))).toThrow(/shallow.*git fetch --unshallow/);
  });
});
