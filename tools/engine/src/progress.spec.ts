import { jest } from "@jest/globals";
import { elapsedText, Progress } from "./progress.ts";

function record(isTTY: boolean) {
  const written: string[] = [];
  return { written, stream: { isTTY, write: (text: string) => void written.push(text) } };
}

describe("progress", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it("is a line now and then in a log", () => {
    const { written, stream } = record(false);
    const progress = new Progress("Building", stream);
    progress.update("1 of 9");
    progress.update("2 of 9");
    jest.advanceTimersByTime(31_000);
    progress.end("built");
    expect(written).toEqual([
      "Building (0 s)\n",
      "Building: 2 of 9 (15 s)\n",
      "Building: 2 of 9 (30 s)\n",
      "Building: built (31 s)\n",
    ]);
  });

  it("is one line, written anew, in a terminal", () => {
    const { written, stream } = record(true);
    const progress = new Progress("Building", stream);
    jest.advanceTimersByTime(2_000);
    progress.end("built");
    expect(written).toHaveLength(5);
    expect(written.slice(0, 4).every((text) => text.startsWith("\r\x1b[2K") && !text.includes("\n"))).toBe(
      true,
    );
    expect(written.at(-1)).toBe("\n");
  });

  it.each([
    [8_900, "8 s"],
    [125_000, "2 min 5 s"],
  ])("tells %d ms as %s", (milliseconds, text) => expect(elapsedText(milliseconds)).toBe(text));
});
