import Domain
import FunctionContract
import FunctionHost
import Processes
import TestKit
import Testing

@Suite struct WorkerPoolTests {
  @Test func noMoreThanItsThreadsRunNoMoreThanItsQueueWaitsTheRestIsRefused() {
    let pool = WorkerPool(threads: 2, queue: 3)
    let gate = Monitor(false)
    let running = Monitor((now: 0, most: 0, done: 0))
    let taken = (0..<10).filter { _ in
      pool.submit {
        running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) }
        _ = gate.wait { $0 ? true : nil }
        running.withLock { $0 = ($0.now - 1, $0.most, $0.done + 1) }
      }
    }
    #expect(taken.count == 5)
    gate.withLock { $0 = true }
    pool.close()
    #expect(running.read { $0.done } == 5)
    #expect(running.read { $0.most } <= 2)
    #expect(!pool.submit {})
  }

  @Test func aServersWorkBeyondThePoolIsAnsweredAtOnce() throws {
    let pool = WorkerPool(threads: 1, queue: 1)
    let gate = Monitor(false)
    let server = try HTTPServer(HTTPServerSettings()) { _ in
      pool.answer(busy: .plain(429, "busy")) {
        _ = gate.wait { $0 ? true : nil }
        return .plain(200, "done")
      }
    }
    let clients = (0..<5).compactMap { _ in RawConnection(server.port) }
    for client in clients { client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n") }
    var refused = 0
    for _ in 0..<1000 where refused < 3 {
      refused += clients.count { $0.read(within: 0.002)?.starts(with: "HTTP/1.1 429".utf8) == true }
    }
    #expect(refused == 3)
    gate.withLock { $0 = true }
    #expect(clients.count { $0.readToEnd()?.hasSuffix("done\n") == true } == 2)
  }
}
