import Channels
import Domain
import Foundation
import JSON
import TestKit
import Transport

/// `function-host` with the email sender behind it, as one platform starts it and speaks to it.
final class PlatformHost: Sendable {
  enum Platform: String, CaseIterable {
    case lambda, actionLoop, blackBox, azure
  }

  private let platform: Platform
  private let process: SpawnedProcess
  /// Of the platforms that speak HTTP to it.
  private let port: Int?
  private let lambda: LambdaCall?

  /// - Parameters:
  ///   - folder: Holds the function as an image does.
  ///   - environment: The handler's.
  init(_ platform: Platform, _ folder: URL, _ environment: [String: String]) throws {
    self.platform = platform
    lambda = platform == .lambda ? try LambdaCall() : nil
    var environment = environment
    environment["REKINDLE_FUNCTIONS"] = folder.path
    environment["REKINDLE_BIND"] = "127.0.0.1"
    environment["REKINDLE_EVENTS_TO"] = "reply"
    environment["PATH"] = "/usr/bin:/bin"
    switch platform {
    case .lambda: environment["AWS_LAMBDA_RUNTIME_API"] = lambda?.address
    case .actionLoop: environment["__OW_ACTION_NAME"] = "/guest/send-email"
    case .blackBox: environment.merge(["__OW_API_HOST": "http://x", "PORT": "0"]) { $1 }
    case .azure: environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0"
    }
    var host = Spawn(built: "function-host", environment: environment, timeout: 120)
    if platform == .actionLoop {
      host.arguments = ["-c", "exec '\(host.program)' 3>&1 1>&2"]
      host.program = "/bin/sh"
    }
    process = try host.start()
    switch platform {
    case .blackBox, .azure: port = Int(try process.firstLine().split(separator: " ").last ?? "")
    default: port = nil
    }
    if platform == .blackBox, try post("/init", ["value": [:]]) == nil {
      throw Spawn.Failure(description: "the black box takes no /init")
    }
  }

  deinit {
    kill(withHandlers: true)
    _ = process.finish(timeout: 10)
  }

  /// Gives the function an event; whether it answered that it is done.
  func deliver(_ event: JSON) throws -> Bool {
    switch platform {
    case .lambda: lambda?.deliver(event.bytes) ?? false
    case .actionLoop:
      if let answer = try? process.answer(activation(event).bytes) {
        try JSON.parse(answer)["error"] == nil
      } else {
        false
      }
    case .blackBox: try post("/run", activation(event)).map { $0["error"] == nil } ?? false
    case .azure:
      try post(
        "/send-email", ["Data": ["message": .string(event.text)], "Metadata": ["sys": ["MethodName": "send-email"]]])
        != nil
    }
  }

  /// Ends the host at once, with what runs behind it or leaving that to itself.
  func kill(withHandlers: Bool) {
    let handlers = withHandlers ? children() : []
    process.signal(SIGKILL)
    for handler in handlers { Glibc.kill(handler, SIGKILL) }
    lambda?.stop()
  }

  /// The processes that the host has started.
  func children() -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.pid)/task")) ?? []
    return tasks.flatMap { task in
      let text = try? String(contentsOfFile: "/proc/\(process.pid)/task/\(task)/children", encoding: .utf8)
      return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
    }
  }

  private func activation(_ event: JSON) -> JSON { ["value": event, "activation_id": "a1"] }

  /// The answer's JSON where the status is 200.
  private func post(_ path: String, _ body: JSON) throws -> JSON? {
    let request = HTTPClient.Request(
      "http://127.0.0.1:\(port ?? 0)\(path)", headers: [.init("content-type", "application/json")], body: body.bytes,
      timeout: .seconds(60))
    guard case .answered(let answer) = try HTTPClient(answerLimit: 1 << 20).send(request), answer.status == 200 else {
      return nil
    }
    return try JSON.parse(answer.body)
  }
}
