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
      migrations and dead letters. With --domain it asks the name servers what receivers of your emails ask them: SPF, DKIM and
      DMARC of the domain of EMAIL_FROM. Changes nothing.
      """,
    options: [
      Manual.Option("--port", "P", "the gateway's port (8080)"),
      Manual.Option("--provider-port", "P", "the fake providers' port (8081)"),
      Manual.Option("--domain", "NAME", "look at the domain of your sender's address, and at nothing else"),
      Manual.Option("--selector", "S,…", "names of its DKIM keys (s1,s2, as SendGrid has them)"),
      Manual.Option("--resolver", "A[:P]", "the name server to ask (the system's)"),
      Manual.Option("--json", nil, "print the findings as JSON"),
    ],
    exits: [(.configuration, "something must be done")])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let findings = if let name = options.text("--domain") { try domain(name) } else { try machine() }
    if options.has("--json") {
      Console.say(JSON.array(findings.map(\.json)).text)
    } else {
      for finding in findings { Console.say(finding.line) }
    }
    return findings.contains { $0.state == .wrong } ? ExitCode.configuration.rawValue : 0
  }

  private func machine() throws(RunnerError) -> [Finding] {
    let ports = [
      try options.number("--port", in: 1...65_535, else: Address.gatewayPort),
      try options.number("--provider-port", in: 1...65_535, else: Address.providerPort),
    ]
    return Checkup(try Workspace(options), ports: ports).findings
  }

  private func domain(_ name: String) throws(RunnerError) -> [Finding] {
    let resolver = try Resolver(server: options.text("--resolver"))
    let selectors = options.text("--selector")?.split(separator: ",").map(String.init)
    return SendingDomain(name: name, selectors: selectors ?? SendingDomain.commonSelectors, texts: resolver.texts)
      .findings
  }
}
