import { execFile, type ExecFileException } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { StoredResource } from "../src/index.ts";
import { STRATA_FOLDER } from "../src/store/paths.ts";

/** What botocore's models of AWS's APIs say of the inputs of one resource type. */
export interface TypeOpinion {
  type: string;
  /** The calls that the inputs become, as `service:Operation`. */
  operations: string[];
  resources: number;
  /** How many values were compared with the models. */
  parameters: number;
  failures: { urn: string; operation: string; message: string }[];
  /** Properties that no call is known for; they were not compared. */
  notMapped: string[];
}

export interface SecondOpinion {
  /** Its version. */
  botocore: string;
  types: TypeOpinion[];
  /** Types without a mapping; nothing of them was compared. */
  notCovered: string[];
}

export type Judged = Pick<StoredResource, "type" | "urn" | "id"> & { inputs: Record<string, unknown> };

/**
 * Validates inputs with botocore, the library below AWS's own command line, in a Python environment of its own under
 * .strata. Needs python3 with venv, and a package index for the first time.
 */
export async function secondOpinion(resources: readonly Judged[]): Promise<SecondOpinion> {
  const python = await environment();
  const output = await run(python, [join(import.meta.dirname, "validate.py")], JSON.stringify(resources));
  return JSON.parse(output) as SecondOpinion;
}

/** The opinion as lines of text: a type each, what is wrong below it, what was not compared at the end. */
export function describeOpinion({ botocore, types, notCovered }: SecondOpinion): string {
  const lines = types.flatMap(({ type, operations, resources, parameters, failures, notMapped }) => [
    `${failures.length === 0 ? "valid  " : "INVALID"}  ${type}: ${resources} resources, ${parameters} values, ${operations.join(", ")}`,
    ...failures.map(({ urn, operation, message }) => `         ${urn}: ${operation}: ${message}`),
    ...(notMapped.length === 0 ? [] : [`         not compared: ${notMapped.join(", ")}`]),
  ]);
  return [
    `botocore ${botocore}: ${types.length} types`,
    ...lines,
    `not covered: ${notCovered.join(", ") || "none"}`,
  ].join("\n");
}

/** Makes the Python environment where it is missing, once for each content of requirements.txt. */
async function environment(): Promise<string> {
  const requirements = join(import.meta.dirname, "requirements.txt");
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(STRATA_FOLDER, `cache/second-opinion-${digest}`);
  const python = join(folder, "bin/python");
  if (existsSync(python)) return python;
  mkdirSync(join(STRATA_FOLDER, "cache"), { recursive: true });
  const temporary = `${folder}.${process.pid}`;
  try {
    await run("python3", ["-m", "venv", temporary]);
    const options = ["--quiet", "--disable-pip-version-check", "--requirement", requirements];
    await run(join(temporary, "bin/python"), ["-m", "pip", "install", ...options]);
    renameSync(temporary, folder);
  } catch (error) {
    throw new Error(
      `The second opinion needs python3 with venv, and botocore from a Python package index: ${(error as Error).message}`,
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return python;
}

function run(command: string, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string): void => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(" ")}: ${stderr.trim() || error.message}`));
    };
    // AWS's models are in the package: no account, no configuration, no network.
    const env = { ...process.env, AWS_EC2_METADATA_DISABLED: "true", PYTHONDONTWRITEBYTECODE: "1" };
    const child = execFile(command, args, { env, maxBuffer: 64 * 1024 * 1024 }, done);
    child.stdin?.end(input);
  });
}
