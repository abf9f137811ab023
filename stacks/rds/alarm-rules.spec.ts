import { runtime } from "@pulumi/pulumi";
import { alarmRules } from "./alarm-rules.ts";

const GIB = 1024 ** 3;

beforeAll(async () => {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "rds", "dev");
});

const thresholds = (sizes: Parameters<typeof alarmRules>[0]) =>
  Object.fromEntries(alarmRules(sizes).map(({ suffix, threshold }) => [suffix, threshold]));

it("follow from the size of the instance", () => {
  // 4 GiB: 450 connections at most, as AWS documents.
  expect(
    thresholds({ instanceClass: "db.t4g.medium", allocatedStorage: 20, alarms: { cpuPercent: 80 } }),
  ).toEqual({
    cpu: 80,
    "free-storage": 2 * GIB,
    connections: 360,
    "freeable-memory": 410 * 1024 ** 2,
  });
});

it("are those of a large one: 5000 connections are the most, storage by its share", () => {
  expect(
    thresholds({ instanceClass: "db.r7g.4xlarge", allocatedStorage: 1000, alarms: { cpuPercent: 70 } }),
  ).toMatchObject({ cpu: 70, "free-storage": 50 * GIB, connections: 4000 });
});

it("give way to those that are set", () => {
  const alarms = { cpuPercent: 50, freeStorageGib: 7, connections: 11, freeableMemoryMib: 13 };
  expect(thresholds({ instanceClass: "db.c9z.metal", allocatedStorage: 20, alarms })).toEqual({
    cpu: 50,
    "free-storage": 7 * GIB,
    connections: 11,
    "freeable-memory": 13 * 1024 ** 2,
  });
});

it("ask for thresholds where the memory is not known, with the commands", () => {
  expect(() =>
    alarmRules({ instanceClass: "db.c9z.metal", allocatedStorage: 20, alarms: { cpuPercent: 80 } }),
  ).toThrow(
    /memory of db\.c9z\.metal is not known.*pulumi config set --path 'rds:alarms\.connections' <number> -s dev/,
  );
});
