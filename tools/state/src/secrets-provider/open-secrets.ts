import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface OpenRequest {
  readonly directory: string;
  readonly environment: string;
  readonly command: string;
  readonly variables: NodeJS.ProcessEnv;
}

/** Whether a stack's secrets can be opened by whoever asks: `undefined`, or why not, in a line. No value is shown. */
export async function whyClosed({
  directory,
  environment,
  command,
  variables,
}: OpenRequest): Promise<string | undefined> {
  const args = [
    "stack",
    "export",
    "--show-secrets",
    "--stack",
    environment,
    "--non-interactive",
    "--color",
    "never",
  ];
  try {
    await promisify(execFile)(command, args, {
      cwd: directory,
      env: variables,
      maxBuffer: 1024 * 1024 * 1024,
    });
    return undefined;
  } catch (error) {
    const { stderr = "", code } = error as { stderr?: string; code?: number };
    const line = stderr.split("\n").find((text) => text.includes("error:")) ?? `pulumi ended with ${code}`;
    return line.replace(/^.*?error: /, "").slice(0, 300);
  }
}
