import { type Caller, callerAccount } from "./caller-account.ts";
import { callerOf, EXPIRED, type StandInSts, standInSts } from "./stand-in-sts.ts";

const credentials = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "hunter2", sessionToken: "t" };
const request = { credentials, region: "eu-central-1" };
let sts: StandInSts;
afterEach(() => sts.close());

async function askedOf(answer?: { status: number; body: string }, timeout = 5000): Promise<Caller> {
  sts = await standInSts(answer);
  return callerAccount({ ...request, variables: sts.variables, timeout });
}

it("is the account that STS names", async () => {
  expect(await askedOf(callerOf("333333333333"))).toEqual({ accountId: "333333333333" });
});

it("says that AWS refuses credentials, and does not ask again", async () => {
  expect(await askedOf(EXPIRED)).toEqual({ refused: expect.stringMatching(/^ExpiredToken/) });
  expect(sts.asked()).toBe(1);
});

it("knows nothing where nobody answers: an error of the server", async () => {
  expect(await askedOf({ status: 503, body: "" })).toEqual({ unknown: expect.any(String) });
});

it("knows nothing where nobody answers: no answer in time", async () => {
  expect(await askedOf(undefined, 50)).toEqual({ unknown: "STS did not answer within 0.05 s" });
});

it("knows nothing where nobody answers: no server", async () => {
  sts = await standInSts();
  const variables = { AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  expect(await callerAccount({ ...request, variables })).toEqual({
    unknown: expect.stringMatching(/cannot be reached/),
  });
});
