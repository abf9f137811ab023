/** GiB of the size `large` of the current families: each next size has twice as much. Burstable ones have their own table. */
const LARGE_HAS: Readonly<Record<string, number>> = { m: 8, r: 16, x: 32 };
const BURSTABLE: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  "2xlarge": 32,
};

/**
 * The memory of an instance class in GiB, `undefined` for classes that do not follow the pattern of their letter.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 *
 * @param instanceClass for example `db.r7g.2xlarge`
 */
export function memoryGibOf(instanceClass: string): number | undefined {
  const [, letter = "", size = ""] = /^db\.([a-z])\d+[a-z]*\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  if (letter === "t") return BURSTABLE[size];
  const large = LARGE_HAS[letter];
  const times = timesLarge(size);
  return large === undefined || times === undefined ? undefined : large * times;
}

function timesLarge(size: string): number | undefined {
  if (size === "large") return 1;
  const [, count] = /^(\d*)xlarge$/.exec(size) ?? [];
  return count === undefined ? undefined : 2 * Number(count === "" ? 1 : count);
}
