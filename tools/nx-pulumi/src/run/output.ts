import type { TextOptions } from "@strata/change-set";
import { closeSync, openSync, writeSync } from "node:fs";
import pc from "picocolors";
import { TERMINAL_COLOR, TERMINAL_COLUMNS } from "./run-variables.ts";

/** Without a terminal, lines are cut only where no reader would follow any more. */
const UNBOUNDED_COLUMNS = 400;

/** Where a run writes what people read. Each call is one write, so that stacks that run at once do not mix lines. */
export class Output {
  readonly text: TextOptions;
  readonly #write: (text: string) => void;
  readonly #terminal: boolean;

  constructor(
    env: NodeJS.ProcessEnv = process.env,
    write = (text: string): void => void process.stdout.write(text),
  ) {
    const columns = Number(env[TERMINAL_COLUMNS]);
    this.#terminal = columns > 0;
    this.text = {
      color: env[TERMINAL_COLOR] === "1",
      columns: this.#terminal ? Math.max(20, columns) : UNBOUNDED_COLUMNS,
    };
    this.#write = write;
  }

  /** A line that says what a stack is doing. */
  progress(stack: string, message: string): void {
    const colors = pc.createColors(this.text.color);
    this.lines([`${colors.bold(stack)}  ${message}`]);
  }

  lines(lines: readonly string[]): void {
    if (lines.length > 0) this.#write(`${lines.join("\n")}\n`);
  }

  /** After Ctrl-C Nx writes nothing any more; what must be read then goes to the terminal itself. */
  afterInterrupt(line: string): void {
    this.lines([line]);
    if (!this.#terminal) return;
    try {
      const terminal = openSync("/dev/tty", "w");
      writeSync(terminal, `${line}\n`);
      closeSync(terminal);
    } catch {
      // Without a controlling terminal nobody is there to read it.
    }
  }
}
