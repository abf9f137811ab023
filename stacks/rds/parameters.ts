export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** What is read at the start of the server only waits for a reboot. */
  readonly applyMethod?: "immediate" | "pending-reboot";
}

/**
 * The settings of PostgreSQL that differ from RDS's own: TLS for everyone, statement statistics, and connections and
 * statements slower than a second in the log.
 */
export function postgresParameters(): Parameter[] {
  return [
    // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
    { name: "rds.force_ssl", value: "1" },
    { name: "log_connections", value: "1" },
    { name: "log_min_duration_statement", value: "1000" },
    // The view is made in each database by set-up/extensions.sql.
    { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
  ];
}
