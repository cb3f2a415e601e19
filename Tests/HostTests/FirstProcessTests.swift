import Foundation
import JSON
import TestKit
import Testing

/// Whether this user may make a process namespace.
private let namespacesArePossible: Bool = {
  let result = try? Spawn(
    "unshare", ["--pid", "--fork", "--mount-proc", "true"], environment: ["PATH": "/usr/bin:/bin"]
  ).run()
  return result?.exitCode == 0
}()

/// As the first process of a container: signals work, nothing is left behind (docs/deploy/README.md).
@Suite(.enabled(if: namespacesArePossible, "process namespaces need root and unshare"))
struct FirstProcessTests {
  /// `function-host` as process 1 of a namespace of its own.
  private func first(_ folder: FunctionsFolder, _ environment: [String: String]) -> Spawn {
    var host = folder.host(environment)
    host.arguments = ["--pid", "--fork", "--kill-child", "--mount-proc", host.program]
    host.program = "unshare"
    return host
  }

  @Test
  func sigtermStopsItAtOnce() throws {
    let folder = try FunctionsFolder()
    let process = try first(folder, ["PORT": "0"]).start()
    _ = try process.firstLine()
    process.signal(SIGTERM)
    let result = process.finish(timeout: 10)
    #expect(!result.timedOut)
  }

  @Test
  func processesThatAHandlerLeavesBehindAreEndedAndReapedAlsoThoseThatHaveLeftItsGroup() throws {
    let script = """
      (sleep 60 &); (sleep 60 &); (setsid sleep 0.05 &); sleep 0.3
      cat /proc/[0-9]*/stat 2>/dev/null | grep -c '(sleep)' > $NOTES.$$; echo '{"result":{}}'
      """
    let folder = try FunctionsFolder(timer: nil, script: script)
    let server = try first(folder, ["PORT": "0", "NOTES": "\(folder.path)/notes"]).start()
    defer {
      server.signal(SIGKILL)
      _ = server.finish()
    }
    let port = try #require(Int(try server.firstLine().split(separator: " ").last ?? ""))
    for _ in 0..<4 {
      let answer = try Spawn(
        "curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-d", event("echo.x"), "http://127.0.0.1:\(port)/"],
        environment: ["PATH": "/usr/bin:/bin"]
      ).run()
      #expect(answer.output == "202")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("notes.") }
    let counts = try files.map { try String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8) }
    #expect(counts == Array(repeating: "3\n", count: 4), "an event sees its own three and none of those before it")
  }
}
