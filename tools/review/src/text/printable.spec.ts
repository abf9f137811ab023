import fc from "fast-check";
import { clip, printable } from "./printable.ts";

it.each([
  ["a\nb\tc\r", "a\\nb\\tc\\r"],
  ["\u001b[2J", "\\u{1b}[2J"],
  ["admin\u202etxt.exe", "admin\\u{202e}txt.exe"],
  ["zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"],
  ["tag\u{e0041}", "tag\\u{e0041}"],
  ["lone \ud800", "lone \ufffd"],
  ["Zürich 東京 👩‍💻", "Zürich 東京 👩‍💻"],
])("%j", (text, shown) => expect(printable(text)).toBe(shown));

it("is one line without a control character, whatever it is given", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) =>
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u),
    ),
  );
});

it("cuts between characters, not within one", () => {
  expect(clip("👩👩👩", 3)).toBe("👩👩👩");
  expect(clip("👩👩👩👩", 3)).toBe("👩👩…");
  expect(clip("abc", 3)).toBe("abc");
});
