export { type LeasedBackend, leasedBackend, placeOfState } from "./state-backend.ts";
export { LEASE_VARIABLE } from "./lease-variable.ts";
export { type HeldLease, type LeaseRequest, withLease } from "./with-lease.ts";
export { ownerOf, type Purpose } from "./lease-owner.ts";
