import { memoryGibOf } from "./instance-memory.ts";

it.each([
  ["db.t4g.micro", 1],
  ["db.t4g.medium", 4],
  ["db.t3.2xlarge", 32],
  ["db.m7g.large", 8],
  ["db.m6gd.xlarge", 16],
  ["db.r7g.large", 16],
  ["db.r7g.2xlarge", 64],
  ["db.r6g.16xlarge", 512],
  ["db.x2g.large", 32],
])("%s has %d GiB", (instanceClass, gib) => {
  expect(memoryGibOf(instanceClass)).toBe(gib);
});

it.each(["db.t4g.4xlarge", "db.c6gd.large", "db.r7g.metal", "db.serverless", "r7g.large"])(
  "of %s it says nothing",
  (instanceClass) => {
    expect(memoryGibOf(instanceClass)).toBeUndefined();
  },
);
