/** Where progress goes: stderr, or what a test gives. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Time between two lines where lines stay, as in a log. */
const LOG_INTERVAL_MILLISECONDS = 15_000;
const TERMINAL_INTERVAL_MILLISECONDS = 1_000;

/**
 * Tells a user who waits what is going on: in a terminal by one line that is written anew, elsewhere by a line now and
 * then.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #title: string;
  readonly #started = Date.now();
  readonly #timer: NodeJS.Timeout;
  #status = "";

  /** @param title what is being done, such as "Building Pulumi 3.259.0" */
  constructor(title: string, stream: ProgressStream) {
    this.#title = title;
    this.#stream = stream;
    this.#write();
    const interval = stream.isTTY ? TERMINAL_INTERVAL_MILLISECONDS : LOG_INTERVAL_MILLISECONDS;
    this.#timer = setInterval(() => this.#write(), interval);
    this.#timer.unref();
  }

  /** What is going on now; shown with the next line. */
  update(status: string): void {
    this.#status = status;
  }

  /** Ends with a line that stays. */
  end(result: string): void {
    clearInterval(this.#timer);
    this.#status = result;
    this.#write();
    if (this.#stream.isTTY) this.#stream.write("\n");
  }

  #write(): void {
    const elapsed = elapsedText(Date.now() - this.#started);
    const line = `${this.#title}${this.#status ? `: ${this.#status}` : ""} (${elapsed})`;
    this.#stream.write(this.#stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
  }
}

/** `8 s`, `2 min 5 s`. */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
