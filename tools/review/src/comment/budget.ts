import { lengthOf } from "./markdown.ts";

/** A text that grows until it is full. Blocks stand a blank line apart. */
export class Budget {
  readonly #limit: number;
  readonly #blocks: string[] = [];
  #length = 0;

  /**
   * @param limit in characters as GitHub counts them
   * @param reserve what is kept free for the last block
   */
  constructor(limit: number, reserve: number) {
    this.#limit = limit - reserve - BETWEEN;
  }

  /** How many characters the next block may have. */
  get room(): number {
    return this.#limit - this.#length - BETWEEN;
  }

  /** Adds a block if it fits; says whether it did. */
  add(block: string): boolean {
    const length = lengthOf(block);
    if (length > this.room) return false;
    this.#blocks.push(block);
    this.#length += length + BETWEEN;
    return true;
  }

  /** The whole text, with the last block, for which there is the reserve. */
  close(block: string): string {
    return `${[...this.#blocks, block].join("\n\n")}\n`;
  }
}

/** Characters between two blocks. */
const BETWEEN = 2;

/**
 * As many items as fit, one a line, and what is said of the others; undefined where not even the first fits.
 *
 * @param room in characters
 * @param rest what stands for the items that are left out, given how many there are
 */
export function fit(
  items: readonly string[],
  room: number,
  rest: (left: number) => string,
): { lines: string[]; left: number } | undefined {
  const lines: string[] = [];
  let length = 0;
  const reserve = lengthOf(rest(items.length)) + 1;
  for (const [index, item] of items.entries()) {
    const last = index === items.length - 1;
    const next = length + lengthOf(item) + 1;
    if (next + (last ? 0 : reserve) > room) break;
    lines.push(item);
    length = next;
  }
  const left = items.length - lines.length;
  if (lines.length === 0) return undefined;
  return { lines: left === 0 ? lines : [...lines, rest(left)], left };
}
