import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The backend that the CLI above a program uses: PULUMI_BACKEND_URL, `backend.url` of Pulumi.yaml, or where `pulumi login`
 * was last used (sdk/go/common/workspace/creds.go in Pulumi 3.259.0). `undefined` where nothing says so.
 */
export function backendInUse(variables: NodeJS.ProcessEnv, projectFolder: string): string | undefined {
  const given = variables["PULUMI_BACKEND_URL"];
  if (given) return given;
  const project = join(projectFolder, "Pulumi.yaml");
  const text = existsSync(project) ? readFileSync(project, "utf8") : "";
  const ofProject = /^backend:\s*\n\s+url:\s*["']?([^\s"']+)/m.exec(text)?.[1];
  if (ofProject !== undefined) return ofProject;
  const folder =
    variables["PULUMI_CREDENTIALS_PATH"] ||
    variables["PULUMI_HOME"] ||
    join(variables["HOME"] || homedir(), ".pulumi");
  const file = join(folder, "credentials.json");
  if (!existsSync(file)) return undefined;
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { current?: string }).current;
  } catch {
    // The CLI says so itself.
    return undefined;
  }
}
