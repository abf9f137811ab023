const NOT_LET_IN =
  "Has stacks/rds/set-up/users.sql been run, and may the function's role rds-db:connect as this user?";
const NOT_TRUSTED =
  "Does NODE_EXTRA_CA_CERTS name the certificates of RDS, and is this the database's own name?";

/** By the code of PostgreSQL or of Node.js: https://www.postgresql.org/docs/17/errcodes-appendix.html */
const ADVICE: Readonly<Record<string, string>> = {
  "28000": NOT_LET_IN,
  "28P01": NOT_LET_IN,
  "3D000": "Is it the name of a database on this instance?",
  "53300": "All connections are taken: are there more copies of the function than the database bears?",
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  ECONNREFUSED: "Nobody listens there.",
  ENOTFOUND: "The name is not known in the function's network.",
  ETIMEDOUT: "Is the function in the VPC, and does the database's security group let its own in?",
};

/** A sentence on what to look at after an error of the connection, with a space before it; the empty string if none is known. */
export function adviceFor(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: string };
  // pg has no code for it.
  const timedOut = message?.includes("timeout expired") === true;
  const advice = ADVICE[timedOut ? "ETIMEDOUT" : String(code)];
  return advice === undefined ? "" : `. ${advice}`;
}
