import fc from "fast-check";
import { splitArguments } from "./split-arguments.ts";

describe("splitting nodeargs", () => {
  it.each([
    ["", []],
    ["  --a\t--b=1 \n c ", ["--a", "--b=1", "c"]],
    [`--title "two words" 'and $more'`, ["--title", "two words", "and $more"]],
    [`a"b c"d ''`, ["ab cd", ""]],
    [String.raw`a\ b "c\"d\e" 'f\g'`, ["a b", String.raw`c"d\e`, String.raw`f\g`]],
  ])("splits %j", (text, words) => expect(splitArguments(text)).toEqual(words));

  it("gives back any words that were quoted", () => {
    const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(splitArguments(words.map(quote).join(" "))).toEqual(words);
      }),
    );
  });

  it.each([`"open`, `it's`])("refuses %j", (text) =>
    expect(() => splitArguments(text)).toThrow(/not closed/),
  );
});
