import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { withoutPrefix } from "../run/cli-text.ts";
import { runPulumi } from "../run/pulumi-process.ts";
import type { RunContext } from "../run/run-context.ts";
import { StackError } from "../run/stack-error.ts";
import type { StackProject } from "../stacks/stack-project.ts";

const NAME = "strata:planKey";

/**
 * Encrypts the key of a plan as a secret of the stack's configuration, with whatever secrets provider the stack has (a
 * passphrase, KMS, Vault): who may not decrypt the stack's secrets may not apply its plans. The stack's own files stay
 * as they are. Throws {@link StackError} with what the CLI said.
 */
export async function wrapPlanKey(key: Buffer, stack: StackProject, run: RunContext): Promise<string> {
  return withConfigurationCopy(stack, run, async (file) => {
    await pulumi(["config", "set", "--secret", NAME], file, stack, run, key.toString("base64"));
    const secure: unknown = parseDocument(readFileSync(file, "utf8")).getIn(["config", NAME, "secure"]);
    if (typeof secure !== "string")
      throw new StackError(`The key of the plan of ${stack.name} was not encrypted.`);
    return secure;
  });
}

/** Throws {@link StackError} with what the CLI said where the stack's secrets cannot be decrypted. */
export async function unwrapPlanKey(wrapped: string, stack: StackProject, run: RunContext): Promise<Buffer> {
  return withConfigurationCopy(stack, run, async (file) => {
    const document = parseDocument(readFileSync(file, "utf8"));
    document.setIn(["config", NAME], { secure: wrapped });
    writeFileSync(file, document.toString(), { mode: 0o600 });
    return Buffer.from((await pulumi(["config", "get", NAME], file, stack, run)).trim(), "base64");
  });
}

async function withConfigurationCopy<Result>(
  stack: StackProject,
  run: RunContext,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "strata-plan-key-"));
  const file = join(folder, "Pulumi.yaml");
  try {
    cpSync(join(stack.directory, `Pulumi.${run.environment}.yaml`), file);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pulumi(
  args: readonly string[],
  configurationFile: string,
  stack: StackProject,
  run: RunContext,
  input?: string,
): Promise<string> {
  const common = ["--stack", run.environment, "--non-interactive", "--color", "never"];
  const { code, stdout, stderr } = await runPulumi({
    command: run.engine.command,
    args: [...args, "--config-file", configurationFile, ...common],
    directory: stack.directory,
    env: run.env,
    signal: run.signal,
    ...(input === undefined ? {} : { input }),
  });
  if (code !== 0)
    throw new StackError(
      `The plan of ${stack.name} could not be encrypted or decrypted with the stack's secrets provider: ` +
        withoutPrefix(stderr.trim() || stdout.trim()),
    );
  return stdout;
}
