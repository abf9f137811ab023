/** Set by the plugin in the Nx process: the environment that the command line asks for. */
export const REQUESTED_ENVIRONMENT = "STRATA_REQUESTED_ENVIRONMENT";

/** Set by the plugin in the Nx process: the width of the terminal; absent where the output is no terminal. */
export const TERMINAL_COLUMNS = "STRATA_TERMINAL_COLUMNS";

/** Set by the plugin in the Nx process: `1` where colours may be written. */
export const TERMINAL_COLOR = "STRATA_TERMINAL_COLOR";

/** Set by the plugin in the Nx process: `1` where no earlier result may stand, as `--skip-nx-cache` asks. */
export const SKIP_REUSE = "STRATA_SKIP_REUSE";

/** Told to programs: `none` where nobody will see their debug messages (libs/program/src/lazy-modules.cjs). */
export const DEBUG_MESSAGES = "STRATA_DEBUG_MESSAGES";
