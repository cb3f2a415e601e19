import Domain
import FunctionContract
import FunctionHost
import Glibc
import Processes

/// Looks at everything that the runner needs, and changes nothing.
struct Checkup {
  let findings: [Finding]

  init(_ workspace: Workspace, ports: [Int]) {
    findings =
      [Checkup.binaries(), Checkup.user(), Checkup.folder(workspace)] + Checkup.handlers(workspace)
      + [Checkup.database(workspace)] + Checkup.data(workspace) + ports.map { Checkup.port($0, workspace) } + [
        Checkup.deadLetters(workspace)
      ]
  }

  private static func finding(_ subject: String, _ body: () throws(RunnerError) -> String) -> Finding {
    do throws(RunnerError) {
      return Finding(subject: subject, state: .good, detail: try body())
    } catch {
      return Finding(subject: subject, state: .wrong, detail: error.message)
    }
  }

  private static func binaries() -> Finding {
    finding("PostgreSQL server") { () throws(RunnerError) in try ServerBinaries().folder }
  }

  private static func user() -> Finding {
    finding("database user") { () throws(RunnerError) in
      switch try ServerUser() {
      case .ourselves: "the one who runs this"
      case .other(let name, _, _): "\(name), since this is root"
      }
    }
  }

  private static func folder(_ workspace: Workspace) -> Finding {
    finding("runner's folder") { () throws(RunnerError) in
      guard access(workspace.folder, W_OK) == 0 else {
        throw RunnerError(
          .configuration, "\(workspace.folder) cannot be written: run `chown -R \(getuid()) \(workspace.folder)`")
      }
      return workspace.folder
    }
  }

  private static func handlers(_ workspace: Workspace) -> [Finding] {
    let manifests: [Manifest]
    do throws(RunnerError) {
      manifests = try HandlerSet.manifests(workspace)
    } catch {
      return [Finding(subject: "manifests", state: .wrong, detail: error.message)]
    }
    let faults = manifests.compactMap { manifest -> Finding? in
      let program = "\(workspace.programs)/\(manifest.name)"
      if access(program, X_OK) != 0 {
        return Finding(
          subject: manifest.name, state: .wrong, detail: "\(program) is not built: run `swift build` (or `make build`)")
      }
      let outcome = Spawner().run(
        Executable(path: program, arguments: ["--version"], limits: ProcessLimits(wallTime: .seconds(5))), input: [])
      return outcome.exitCode == 0
        ? nil
        : Finding(
          subject: manifest.name, state: .wrong,
          detail: "does not start (\(outcome.summary)): \(outcome.logTail.trimmed)")
    }
    let summary = Finding(
      subject: "handlers", state: .good, detail: "\(manifests.count - faults.count) of \(manifests.count) start")
    return [summary] + faults
  }

  private static func database(_ workspace: Workspace) -> Finding {
    finding("database") { () throws(RunnerError) in
      let server = try PrivateServer(workspace)
      guard server.isRunning else { return "does not run; `local-runner database start` starts it" }
      let pending = try Deployment(workspace, server).pendingMigrations()
      guard pending.isEmpty else {
        throw RunnerError(.configuration, "\(pending.count) migrations are pending: run `local-runner database start`")
      }
      return "runs, its schema is current"
    }
  }

  /// What the platform's data say that cannot be right, where the database runs.
  private static func data(_ workspace: Workspace) -> [Finding] {
    do throws(RunnerError) {
      let server = try PrivateServer(workspace)
      guard server.isRunning else { return [] }
      let connection = try server.connection()
      let environment = try LocalSettings(workspace).environment(gateway: "", providers: "")
      let advice = try CourseLinks(connection, allowed: environment[CourseLinks.setting] ?? "").advice
      let missing = try ReadOutlook.row(connection).missing
      let details = try [missing].compactMap { $0 } + DataFault.all(connection).map(\.line) + [advice].compactMap { $0 }
      let findings = details.map { Finding(subject: "data", state: .notable, detail: $0) }
      return findings.isEmpty ? [Finding(subject: "data", state: .good, detail: "hold together")] : findings
    } catch {
      return [Finding(subject: "data", state: .notable, detail: "could not be checked: \(error.message)")]
    }
  }

  private static func port(_ port: Int, _ workspace: Workspace) -> Finding {
    do throws(HTTPServerError) {
      try HTTPServer(HTTPServerSettings(port: UInt16(port))) { _ in .hangUp }.stop()
      return Finding(subject: "port \(port)", state: .good, detail: "free")
    } catch {
      return Finding(
        subject: "port \(port)", state: .notable,
        detail: "in use, perhaps by `local-runner serve`: choose another with --port or --provider-port")
    }
  }

  private static func deadLetters(_ workspace: Workspace) -> Finding {
    let count = FileReader.names(in: workspace.folder + "/dead-letters").count
    return Finding(
      subject: "dead letters", state: count == 0 ? .good : .notable,
      detail: count == 0
        ? "none"
        : "\(count) in \(workspace.folder)/dead-letters: read why, then `local-runner send <FILE` to try one again")
  }
}
