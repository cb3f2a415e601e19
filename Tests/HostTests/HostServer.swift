import Channels
import Domain
import FunctionContract
import Glibc
import JSON
import Synchronization
import TestKit
import Testing
import Transport

/// `function-host` in an HTTP mode, ended with the value.
final class HostServer: Sendable {
  let process: SpawnedProcess
  let port: Int
  private let folder: FunctionsFolder
  private let isEnded = Mutex(false)

  /// Starts it on a port of the system's choice.
  init(_ folder: FunctionsFolder, portName: String = "PORT", _ environment: [String: String] = [:]) throws {
    self.folder = folder
    process = try folder.host([portName: "0"].merging(environment) { $1 }).start()
    let line = try process.firstLine()
    port = try #require(Int(line.split(separator: " ").last ?? ""))
  }

  deinit {
    if !isEnded.withLock({ $0 }) {
      process.signal(SIGKILL)
      _ = process.finish()
    }
  }

  struct Answer {
    var status: Int
    var type: String?
    var body: String
    var answer: Observation.Answer
    var json: JSON? { try? JSON.parse(body) }
  }

  /// Posts `body`, or asks with GET where it is nil.
  func ask(_ path: String = "/", _ body: String? = nil, _ headers: [String: String] = [:]) throws -> Answer {
    let request = HTTPClient.Request(
      "http://127.0.0.1:\(port)\(path)", headers: headers.map { .init($0.key, $0.value) },
      body: body.map { Array($0.utf8) }, timeout: .seconds(20))
    guard case .answered(let answer) = try HTTPClient(answerLimit: 1 << 20).send(request) else {
      throw Spawn.Failure(description: "no answer")
    }
    return Answer(
      status: answer.status, type: answer.header("content-type"),
      body: String(decoding: answer.body, as: UTF8.self), answer: answer)
  }

  /// Sends SIGTERM and waits for the end.
  func stop() -> Spawn.Result {
    process.signal(SIGTERM)
    isEnded.withLock { $0 = true }
    return process.finish(timeout: 40)
  }
}
