import { programResult } from "./run-program.ts";

const seen = { cancelled: false, outOfMemory: false };

describe("the result of a program", () => {
  it.each([
    ["success", { code: 0, signal: null }, seen, { error: "", bail: false }],
    ["an error that it reported itself", { code: 32, signal: null }, seen, { error: "", bail: true }],
    [
      "a cancelled one",
      { code: null, signal: "SIGINT" },
      { ...seen, cancelled: true },
      { error: "", bail: true },
    ],
    [
      "success in spite of a cancellation",
      { code: 0, signal: null },
      { ...seen, cancelled: true },
      { error: "", bail: false },
    ],
  ] as const)("of %s", (_name, end, what, expected) => expect(programResult(end, what)).toEqual(expected));

  it("names the exit code, the signal, or why it did not start", () => {
    expect(programResult({ code: 7, signal: null }, seen).error).toContain("exit code: 7");
    expect(programResult({ code: null, signal: "SIGSEGV" }, seen).error).toContain("SIGSEGV");
    const startError = new Error("spawn node ENOENT");
    expect(programResult({ code: null, signal: null, startError }, seen).error).toContain(
      "spawn node ENOENT",
    );
  });

  it("hints at memory that ran out", () => {
    const { error } = programResult({ code: null, signal: "SIGABRT" }, { ...seen, outOfMemory: true });
    expect(error).toContain("--max-old-space-size");
  });
});
