import { engineLogOutput } from "./program-output.ts";

/** An engine that takes one message when it is told to. */
function slowEngine() {
  const messages: { message: string; streamId: number }[] = [];
  let release: (() => void) | undefined;
  return {
    messages,
    takeOne: () => release?.(),
    log: (message: string, streamId: number) => {
      messages.push({ message, streamId });
      return new Promise<void>((resolve) => (release = resolve));
    },
  };
}

const immediate = (messages: string[]) => async (message: string) => void messages.push(message);

describe("output as log messages", () => {
  it("keeps lines and characters whole that come in pieces", async () => {
    const messages: string[] = [];
    const output = engineLogOutput(immediate(messages));
    for (const byte of Buffer.from("größe\nzwei\nrest")) output.write("stdout", Buffer.from([byte]));
    await output.end();
    expect(messages.join("")).toBe("größe\nzwei\nrest\n");
  });

  it("sends one message at a time, and what gathers meanwhile as one", async () => {
    const engine = slowEngine();
    const output = engineLogOutput(engine.log);
    output.write("stdout", Buffer.from("1\n"));
    output.write("stdout", Buffer.from("2\n"));
    output.write("stdout", Buffer.from("3\n"));
    output.write("stderr", Buffer.from("4\n"));
    expect(engine.messages.map(({ message }) => message)).toEqual(["1\n"]);
    const ended = output.end();
    for (let turn = 0; turn < 3; turn++) {
      engine.takeOne();
      await Promise.resolve();
      await Promise.resolve();
    }
    await ended;
    expect(engine.messages.map(({ message }) => message)).toEqual(["1\n", "2\n3\n", "4\n"]);
    expect(new Set(engine.messages.map(({ streamId }) => streamId)).size).toBe(2);
  });

  it("leaves blank lines out", async () => {
    const messages: string[] = [];
    const output = engineLogOutput(immediate(messages));
    output.write("stdout", Buffer.from("\n \na\n\n"));
    await output.end();
    expect(messages).toEqual(["a\n"]);
  });
});
