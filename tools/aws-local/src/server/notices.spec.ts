import { Notices } from "./notices.ts";

describe("warnings", () => {
  it("are said once in a run, and again in the next", async () => {
    const sent: string[] = [];
    const notices = new Notices(async (address, message) => {
      sent.push(`${address} ${message}`);
    });
    await notices.warn("127.0.0.1:1", "type a", "first", "urn");
    await notices.warn("127.0.0.1:1", "type a", "again", "urn");
    await notices.warn("127.0.0.1:1", "type b", "other", "urn");
    await notices.warn("127.0.0.1:2", "type a", "next run", "urn");
    await notices.warn("", "type a", "nobody", "urn");
    expect(sent).toEqual(["127.0.0.1:1 first", "127.0.0.1:1 other", "127.0.0.1:2 next run"]);
  });
});
