import Foundation
import Glibc
import TestKit
import Testing

/// A server as `infra/systemd/install.sh` leaves it, below a folder, with its units' commands run as systemd would.
final class Server {
  let root: String
  private var running: [SpawnedProcess] = []

  init(root: String) throws {
    self.root = root
    let script = CommittedFiles.folder.appending(path: "systemd/install.sh").path
    let binaries = (Spawn(built: "function-host").program as NSString).deletingLastPathComponent
    let result = try Spawn(
      script, [root], environment: Broker.path.merging(["BINARIES": binaries]) { $1 }
    ).run()
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.log) }
  }

  deinit {
    for process in running { process.signal(SIGKILL) }
    for process in running { _ = process.finish() }
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Writes a file of `/etc/rekindle`.
  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(root)/etc/rekindle/\(name)", atomically: true, encoding: .utf8)
  }

  /// Puts a shell script in the place of a function's program.
  func replace(_ function: String, with script: String) throws {
    let path = "\(root)/usr/lib/rekindle/functions/\(function)/\(function)"
    let write = "rm '\(path)'; cat >'\(path)'; chmod +x '\(path)'"  // a descriptor left open here would make it "busy"
    _ = try Spawn("sh", ["-c", write], environment: Broker.path).run("#!/bin/sh\n\(script)\n")
  }

  /// Runs a unit's command to its end.
  func run(_ unit: String) throws -> Spawn.Result { try command(unit).start().finish(timeout: 60) }

  /// Starts a unit's command; the server ends it at the latest with itself.
  @discardableResult
  func start(_ unit: String) throws -> SpawnedProcess {
    let process = try command(unit, log: "\(root)/\(unit).log").start()
    running.append(process)
    return process
  }

  /// What a started unit wrote to its log.
  func log(_ unit: String) -> String { (try? String(contentsOfFile: "\(root)/\(unit).log", encoding: .utf8)) ?? "" }

  /// Tells a started unit to stop as systemd does, its first process only, and waits for its end; kills it after 20 s.
  func stop(_ process: SpawnedProcess) -> Spawn.Result {
    kill(process.pid, SIGTERM)
    var status = siginfo_t()
    let end = Date(timeIntervalSinceNow: 20)
    repeat {
      usleep(20_000)
      waitid(P_PID, id_t(process.pid), &status, WEXITED | WNOWAIT | WNOHANG)
    } while status.si_signo == 0 && Date() < end
    process.signal(SIGKILL)
    running.removeAll { $0.pid == process.pid }
    return process.finish()
  }

  /// The unit's `ExecStart` with its environment, files and credentials, below the root.
  private func command(_ unit: String, log: String? = nil) throws -> Spawn {
    let settings = try settings(of: unit)
    var environment = Broker.path
    environment["RUNTIME_DIRECTORY"] = try folder("run/\(unit)")
    environment["CREDENTIALS_DIRECTORY"] = try folder("credentials/\(unit)")
    for (key, value) in settings {
      switch key {
      case "Environment": add(String(value.dropFirst().dropLast()), to: &environment)
      case "EnvironmentFile":
        for line in try String(contentsOfFile: value, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#")
        {
          add(String(line), to: &environment)
        }
      case "StateDirectory": _ = try folder("var/lib/\(value)")
      case "LoadCredential":
        let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
        try? FileManager.default.copyItem(
          atPath: parts[1], toPath: "\(root)/credentials/\(unit)/\(parts[0])")
      default: continue
      }
    }
    let command = try #require(settings.first { $0.key == "ExecStart" }?.value)
    let place = settings.first { $0.key == "WorkingDirectory" }?.value ?? "/"
    let output = log.map { " >>'\($0)' 2>&1" } ?? ""
    return Spawn("sh", ["-c", "cd \(place) && exec \(command)\(output)"], environment: environment)
  }

  private func settings(of unit: String) throws -> [(key: String, value: String)] {
    var file = unit
    if let at = unit.firstIndex(of: "@") { file = unit[...at] + ".service" }
    let text = try String(contentsOfFile: "\(root)/etc/systemd/system/\(file)", encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      let placed = parts[1].replacing("/usr/lib/rekindle", with: "\(root)/usr/lib/rekindle")
        .replacing("/etc/rekindle", with: "\(root)/etc/rekindle")
        .replacing("/var/lib/rekindle", with: "\(root)/var/lib/rekindle")
      return (parts[0], placed)
    }
  }

  private func add(_ setting: String, to environment: inout [String: String]) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 { environment[parts[0]] = parts[1] }
  }

  private func folder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    return "\(root)/\(name)"
  }
}
