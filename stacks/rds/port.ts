/** Where PostgreSQL listens, and the proxy in front of it. */
export const PORT = 5432;
