"use strict";
/** Says that a run holds the lease for the program, or that none is needed. */
const LEASE_VARIABLE = "STRATA_LEASE";

/** To a language host: the user has been told, add nothing (@pulumi/pulumi/cmd/run). */
const TOLD = 32;

/**
 * Before a plain `pulumi up` changes anything: takes the stack's lease, which a keeper holds until the CLI has ended, or
 * ends the program where somebody else has it. A preview needs none, and neither does what runs under a lease.
 *
 * The keeper is a tool of the workspace, of which a program knows nothing but the name: where it is not installed there
 * are no leases.
 *
 * @param {readonly string[]} argv of the process: the language host tells it the project, the stack and whether it is a dry run
 * @param {NodeJS.ProcessEnv} env
 */
function holdLease(argv, env) {
  if (env[LEASE_VARIABLE]) return;
  const project = valueOf(argv, "--project");
  const stack = valueOf(argv, "--stack");
  if (project === undefined || stack === undefined || stack === "local" || isDryRun(argv)) return;
  let launcher;
  try {
    launcher = require.resolve("@strata/state/keeper");
  } catch {
    return;
  }
  // Loaded here: most programs are previews or run under a lease.
  const { spawnSync } = require("node:child_process");
  const { status, stderr, error } = spawnSync(
    process.execPath,
    [launcher, project, stack, String(process.pid)],
    {
      encoding: "utf8",
      env: { ...env, NODE_OPTIONS: "" },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  if (status === 0) return;
  process.stderr.write(`${error?.message ?? stderr.trim()}\n`);
  process.exit(TOLD);
}

/** @returns {string | undefined} what follows the flag, or is part of it */
function valueOf(argv, flag) {
  const at = argv.findIndex((argument) => argument === flag || argument.startsWith(`${flag}=`));
  if (at === -1) return undefined;
  return argv[at] === flag ? argv[at + 1] : argv[at].slice(flag.length + 1);
}

function isDryRun(argv) {
  const at = argv.indexOf("--dry-run");
  if (at !== -1) return argv[at + 1] !== "false";
  return argv.some((argument) => /^--dry-run=(?!false)/.test(argument));
}

module.exports = { holdLease, isDryRun, valueOf };
