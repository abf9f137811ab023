import { leaseSettings } from "./lease-settings.ts";

it("keeps the defaults of what is not said", () => expect(leaseSettings({})).toEqual({}));

it("derives heartbeat and margin from the lease", () =>
  expect(leaseSettings({ STRATA_LEASE_SECONDS: "12", STRATA_LEASE_WAIT_MINUTES: "0.5" })).toEqual({
    leaseMilliseconds: 12_000,
    heartbeatMilliseconds: 2000,
    marginMilliseconds: 3000,
    waitMilliseconds: 30_000,
  }));

it("says all that is wrong", () =>
  expect(() => leaseSettings({ STRATA_LEASE_SECONDS: "1m", STRATA_LEASE_WAIT_MINUTES: "-1" })).toThrow(
    /STRATA_LEASE_SECONDS: got "1m"; allowed: a number from 2 to 3600\nSTRATA_LEASE_WAIT_MINUTES: got "-1"/,
  ));
