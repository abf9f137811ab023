import { OutOfMemoryDetector } from "./out-of-memory.ts";

describe("finding out that memory ran out", () => {
  const text = Buffer.from("some\noutput\n<--- Last few GCs --->\n[1:0x] 1 ms: Scavenge");

  it("sees the sign wherever the output is cut", () => {
    for (let cut = 0; cut <= text.length; cut++) {
      const detector = new OutOfMemoryDetector();
      detector.read(text.subarray(0, cut));
      detector.read(text.subarray(cut));
      expect(detector.detected).toBe(true);
    }
  });

  it("sees none where there is none", () => {
    const detector = new OutOfMemoryDetector();
    detector.read(Buffer.from("warning: Last few GCs"));
    expect(detector.detected).toBe(false);
  });
});
