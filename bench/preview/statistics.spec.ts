import { ratiosByRound, spreadOf } from "./statistics.ts";

it("finds the middle of odd and even numbers of samples", () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(() => spreadOf([])).toThrow(RangeError);
});

it("compares within a round", () => {
  expect(ratiosByRound([2, undefined, 9], [1, 5, 3])).toEqual([2, 3]);
});
