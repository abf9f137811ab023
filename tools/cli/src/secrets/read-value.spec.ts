import { PassThrough, Readable } from "node:stream";
import { readValue, type ValueSource } from "./read-value.ts";

const piped = (...chunks: (string | Buffer)[]) =>
  readValue(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), new PassThrough());

describe("a value that is piped in", () => {
  it.each([
    ["as it is", "hunter2", "hunter2"],
    ["without the line break that echo adds", "hunter2\n", "hunter2"],
    ["without that of Windows", "hunter2\r\n", "hunter2"],
    ["with all its other lines", "-----BEGIN\nx\n-----END\n\n", "-----BEGIN\nx\n-----END\n"],
    ["with its spaces", "  a b ", "  a b "],
  ])("is taken %s", async (_, text, value) => {
    expect(await piped(text)).toBe(value);
  });

  it("may be cut anywhere, also inside a character", async () => {
    const bytes = Buffer.from("schlüssel");
    expect(await piped(bytes.subarray(0, 5), bytes.subarray(5))).toBe("schlüssel");
  });

  it.each<[string, string | Buffer, RegExp]>([
    ["nothing", "", /Got no value\. Type one, or pipe it in/],
    ["a line break", "\n", /Got no value/],
    ["more than AWS takes", "x".repeat(65_537), /has 65537 bytes; AWS allows 65536/],
    ["what is no text", Buffer.from([0xff, 0xfe]), /not text in UTF-8.*base64/],
  ])("is refused if it is %s", async (_, text, message) => {
    await expect(piped(text)).rejects.toThrow(message);
  });
});

describe("a value that is typed", () => {
  async function type(...lines: string[]): Promise<{ result: Promise<string>; shown: () => string }> {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => terminal });
    const ask = new PassThrough();
    let shown = "";
    ask.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
      if (shown.endsWith(": ")) {
        const line = lines.shift();
        if (line === undefined) terminal.end();
        else terminal.write(line);
      }
    });
    const result = readValue(terminal as unknown as ValueSource, ask);
    result.catch(() => undefined);
    await Promise.allSettled([result]);
    return { result, shown: () => shown };
  }

  it("is asked for twice, and shown never", async () => {
    const { result, shown } = await type("hunter2\r", "hunter2\r");
    expect(await result).toBe("hunter2");
    expect(shown()).toBe("Value (not shown): \nAgain: \n");
  });

  it("may be pasted both times at once", async () => {
    const { result } = await type("hunter2\rhunter2\r", "");
    expect(await result).toBe("hunter2");
  });

  it("is refused if it was typed differently the second time, without either", async () => {
    const { result } = await type("hunter2\r", "hunter3\r");
    await expect(result).rejects.toThrow(/^The two values differ\. Nothing was set$/);
  });

  it.each([
    ["by Ctrl-C", "hunt\u0003"],
    ["by Ctrl-D", "\u0004"],
  ])("can be given up %s", async (_, keys) => {
    const { result } = await type(keys);
    await expect(result).rejects.toThrow(/^Interrupted\. Nothing was set$/);
  });
});
