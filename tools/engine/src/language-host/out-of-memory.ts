/**
 * What V8 prints when the heap is full: https://github.com/nodejs/node/blob/v24.0.0/src/node_errors.cc (OOMErrorHandler)
 * and the trace of its last collections before that.
 */
const SIGNS = ["<--- Last few GCs --->", "JavaScript heap out of memory"];

const LONGEST = Math.max(...SIGNS.map((sign) => sign.length));

/** Finds out from what a program prints to stderr whether it ran out of memory. */
export class OutOfMemoryDetector {
  detected = false;
  #tail = "";

  read(chunk: Buffer): void {
    if (this.detected) return;
    const text = this.#tail + chunk.toString("latin1");
    this.detected = SIGNS.some((sign) => text.includes(sign));
    this.#tail = text.slice(-LONGEST);
  }
}
