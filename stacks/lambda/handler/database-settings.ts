/** Where the database is, and as whom the function connects. */
export interface DatabaseSettings {
  host: string;
  port: number;
  database: string;
  /** A user of PostgreSQL that RDS lets in by IAM. */
  user: string;
  /** Of the database, such as `eu-central-1`: it is part of what a token is signed for. */
  region: string;
}

/** The settings from the environment of the function. Throws an `Error` that names all that is missing or not valid. */
export function databaseSettings(environment: Record<string, string | undefined>): DatabaseSettings {
  const text = (name: string): string => environment[name] ?? "";
  const port = Number(text("DATABASE_PORT"));
  const names = ["DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "AWS_REGION"];
  const wrong = names.filter(
    (name) => text(name) === "" || (name === "DATABASE_PORT" && !(Number.isInteger(port) && port > 0)),
  );
  if (wrong.length > 0)
    throw new Error(`Not set in the function's environment, or not valid: ${wrong.join(", ")}`);
  return {
    host: text("DATABASE_HOST"),
    port,
    database: text("DATABASE_NAME"),
    user: text("DATABASE_USER"),
    region: text("AWS_REGION"),
  };
}
