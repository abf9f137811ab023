import type { DatabaseCheckResult } from "./check-database.ts";
import { handle, type HandleOptions } from "./handle.ts";

const RESULT: DatabaseCheckResult = {
  database: "application",
  user: "database_check",
  tlsVersion: "TLSv1.3",
  serverVersion: "17.6",
  milliseconds: 12,
};

function setUp(check: () => Promise<DatabaseCheckResult> = () => Promise.resolve(RESULT)) {
  const seen = { checks: 0, reports: [] as { messageId: string; reason: string }[] };
  const options: HandleOptions = {
    database: "application",
    check: () => {
      seen.checks += 1;
      return check();
    },
    report: (failure) => seen.reports.push(failure),
  };
  return { options, seen };
}

const batch = (...bodies: string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `m${index}`, body, eventSource: "aws:sqs" })),
});
const failed = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe("handle, with a batch of SQS", () => {
  it("fails the one bad message, and is done with the others after one check", async () => {
    const { options, seen } = setUp();
    const event = batch("{}", "not JSON", '{"database":"application"}');
    expect(await handle(event, options)).toEqual(failed("m1"));
    expect(seen).toEqual({ checks: 1, reports: [{ messageId: "m1", reason: "The body is no JSON" }] });
  });

  it.each([
    ["hidden words", /no JSON/],
    ['["hidden"]', /no object/],
    ['{"database":"hidden"}', /another database: expected "application"/],
    ['{"hidden":1}', /1 member\(s\) that nobody reads/],
  ])("says what is wrong with %j, without its words", async (body, reason) => {
    const { options, seen } = setUp();
    expect(await handle(batch(body), options)).toEqual(failed("m0"));
    expect(seen.checks).toBe(0);
    expect(seen.reports[0]?.reason).toMatch(reason);
    expect(seen.reports[0]?.reason).not.toContain("hidden");
  });

  it("fails every message of a batch in which the database does not answer, and asks it once", async () => {
    const { options, seen } = setUp(() => Promise.reject(new Error("no answer")));
    expect(await handle(batch("{}", "{}"), options)).toEqual(failed("m0", "m1"));
    expect(seen.checks).toBe(1);
    expect(seen.reports.map((it) => it.reason)).toEqual(["no answer", "no answer"]);
  });

  it("needs no database for a batch without messages", async () => {
    const { options, seen } = setUp();
    expect(await handle(batch(), options)).toEqual(failed());
    expect(seen.checks).toBe(0);
  });
});

describe("handle, invoked directly", () => {
  it.each([[undefined], [null], [{}], [{ database: "application" }]])("checks, given %j", async (event) => {
    expect(await handle(event, setUp().options)).toEqual(RESULT);
  });

  it("answers a client of the function's URL, whatever else its event holds", async () => {
    const event = { version: "2.0", rawPath: "/", requestContext: { http: { method: "GET" } } };
    expect(await handle(event, setUp().options)).toEqual(RESULT);
  });

  it("is an error of the invocation if the request is wrong, or the database does not answer", async () => {
    const { options, seen } = setUp(() => Promise.reject(new Error("no answer")));
    await expect(handle({ database: "other" }, options)).rejects.toThrow(/another database/);
    await expect(handle({ Records: [{ eventSource: "aws:s3" }] }, options)).rejects.toThrow(/nobody reads/);
    expect(seen.checks).toBe(0);
    await expect(handle({}, options)).rejects.toThrow("no answer");
  });
});
