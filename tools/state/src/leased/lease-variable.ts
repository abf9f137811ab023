/**
 * Tells a program that a run holds the lease for it, as the lock ID and the fencing token, or that none is needed: `none`.
 * Without it the program takes the lease itself (libs/program/src/lease-guard.cjs).
 */
export const LEASE_VARIABLE = "STRATA_LEASE";
