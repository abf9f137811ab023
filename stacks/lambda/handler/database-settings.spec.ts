import { databaseSettings } from "./database-settings.ts";

const environment = {
  DATABASE_HOST: "db",
  DATABASE_PORT: "5432",
  DATABASE_NAME: "application",
  DATABASE_USER: "database_check",
  AWS_REGION: "eu-central-1",
};

describe("databaseSettings", () => {
  it("are read from the function's environment", () => {
    expect(databaseSettings(environment)).toEqual({
      host: "db",
      port: 5432,
      database: "application",
      user: "database_check",
      region: "eu-central-1",
    });
  });

  it("name everything that is missing or not valid, and no value", () => {
    expect(() => databaseSettings({ ...environment, DATABASE_PORT: "x", DATABASE_USER: "" })).toThrow(
      /^Not set in the function's environment, or not valid: DATABASE_PORT, DATABASE_USER$/,
    );
    expect(() => databaseSettings({})).toThrow(
      /: DATABASE_HOST, DATABASE_PORT, DATABASE_NAME, DATABASE_USER, AWS_REGION$/,
    );
  });
});
