/** What a caller or a message may ask for. */
export interface CheckRequest {
  /** The database to check. @default the one that the function is for */
  database?: string;
}

/**
 * The request in an event or in the body of a message.
 *
 * @param value anything; what is not given at all is a request without wishes
 * @param allowed the name of the one database that the function connects to
 * @throws an `Error` that says what is wrong with it, without the values
 */
export function checkRequest(value: unknown, allowed: string): CheckRequest {
  const request = value ?? {};
  if (typeof request !== "object" || Array.isArray(request)) {
    throw new Error('The request is no object: expected {} or {"database": "…"}');
  }
  const unknown = Object.keys(request).filter((key) => key !== "database");
  if (unknown.length > 0) {
    throw new Error(
      `The request has ${unknown.length} member(s) that nobody reads: expected "database" alone`,
    );
  }
  const { database } = request as { database?: unknown };
  if (database === undefined) return {};
  if (database !== allowed) throw new Error(`The request is for another database: expected "${allowed}"`);
  return { database: allowed };
}
