import { EngineSessions } from "./engine-sessions.ts";

describe("engine sessions", () => {
  it("keep engines apart by their connection", () => {
    const sessions = new EngineSessions();
    sessions.handshake("127.0.0.1:1", "127.0.0.1:1001");
    sessions.handshake("127.0.0.1:2", "127.0.0.1:1002");
    sessions.of("127.0.0.1:1").cancelled.abort();
    expect(sessions.of("127.0.0.1:2")).toMatchObject({ engineAddress: "127.0.0.1:1002" });
    expect(sessions.of("127.0.0.1:2").cancelled.signal.aborted).toBe(false);
  });

  it("forget what an earlier connection from the same port was told", () => {
    const sessions = new EngineSessions();
    sessions.handshake("127.0.0.1:1", "127.0.0.1:1001");
    sessions.of("127.0.0.1:1").cancelled.abort();
    sessions.handshake("127.0.0.1:1", "127.0.0.1:1003");
    expect(sessions.of("127.0.0.1:1").engineAddress).toBe("127.0.0.1:1003");
    expect(sessions.of("127.0.0.1:1").cancelled.signal.aborted).toBe(false);
  });

  it("know the only engine of a spawned host without a handshake, and cancel all", () => {
    const sessions = new EngineSessions("127.0.0.1:9");
    const session = sessions.of("127.0.0.1:1");
    expect(session.engineAddress).toBe("127.0.0.1:9");
    sessions.cancelAll();
    expect(session.cancelled.signal.aborted).toBe(true);
  });
});
