import { authenticationToken } from "./authentication-token.ts";

const settings = {
  host: "db.example",
  port: 5432,
  database: "application",
  user: "database_check",
  region: "eu-central-1",
};

it("is a request to connect as the user, signed for the database with the credentials of the role", async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-key",
    AWS_SESSION_TOKEN: "session",
  });
  try {
    const url = new URL(`https://${await authenticationToken(settings)}`);
    expect(url.host).toBe("db.example:5432");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      Action: "connect",
      DBUser: "database_check",
      "X-Amz-Credential": expect.stringMatching(
        /^AKIDEXAMPLE\/\d{8}\/eu-central-1\/rds-db\/aws4_request$/,
      ) as unknown,
      "X-Amz-Expires": "900",
      "X-Amz-Security-Token": "session",
      "X-Amz-Signature": expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(url.href).not.toContain("not-a-key");
  } finally {
    process.env = before;
  }
});
