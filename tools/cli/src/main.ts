import { accounts } from "./commands/accounts.ts";
import { bootstrap } from "./commands/bootstrap.ts";
import { cloud } from "./commands/cloud.ts";
import { credentials } from "./commands/credentials.ts";
import { doctor } from "./commands/doctor.ts";
import { env } from "./commands/env.ts";
import { github } from "./commands/github.ts";
import { graph } from "./commands/graph.ts";
import { init } from "./commands/init.ts";
import { lock } from "./commands/lock.ts";
import { matrix } from "./commands/matrix.ts";
import { review } from "./commands/review.ts";
import { run } from "./commands/run.ts";
import { secrets } from "./commands/secrets.ts";
import { state } from "./commands/state.ts";
import { type Command, UsageError } from "./command.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  accounts,
  bootstrap,
  cloud,
  credentials,
  doctor,
  env,
  github,
  graph,
  init,
  lock,
  matrix,
  run,
  review,
  secrets,
  state,
};

/** Runs the command line; resolves to the exit code: 0, 1 for a failure, 2 for a wrong call. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = "help", ...rest] = args;
  if (name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(usage());
    return 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    process.stderr.write(`strata: unknown command ${JSON.stringify(name)}.\n\n${usage()}`);
    return 2;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`strata ${name}: ${error.message}\nUsage: strata ${command.usage}\n`);
      return 2;
    }
    // Errors with a name of their own are mistakes that the user can mend; anything else is a defect.
    const known = error instanceof Error && !["Error", "TypeError", "RangeError"].includes(error.name);
    process.stderr.write(`${known ? error.message : String((error as Error).stack ?? error)}\n`);
    return 1;
  }
}

function usage(): string {
  const lines = Object.values(COMMANDS).map(
    ({ usage: line, description }) => `  strata ${line.padEnd(28)} ${description}`,
  );
  return `Usage: strata <command>\n\n${lines.join("\n")}\n`;
}
