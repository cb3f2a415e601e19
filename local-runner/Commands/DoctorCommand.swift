import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON

/// `doctor`: what is there, what is missing, what to type.
struct DoctorCommand: Command {
  static let name = "doctor"
  static let summary = "check this machine and this project, and say what to type"
  static let manual = Manual(
    text: """
      Checks the PostgreSQL server, handlers and their libraries, manifests, campaigns' folder, ports, the runner's folder,
      migrations and dead letters. Changes nothing.
      """,
    options: [
      Manual.Option("--port", "P", "the gateway's port (8080)"),
      Manual.Option("--provider-port", "P", "the fake providers' port (8081)"),
      Manual.Option("--json", nil, "print the findings as JSON"),
    ],
    exits: [(.configuration, "something must be done")])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let ports = [
      try options.number("--port", in: 1...65_535, else: Address.gatewayPort),
      try options.number("--provider-port", in: 1...65_535, else: Address.providerPort),
    ]
    let findings = Checkup(workspace, ports: ports).findings
    if options.has("--json") {
      Console.say(JSON.array(findings.map(\.json)).text)
    } else {
      for finding in findings { Console.say(finding.line) }
    }
    return findings.contains { $0.state == .wrong } ? ExitCode.configuration.rawValue : 0
  }
}
