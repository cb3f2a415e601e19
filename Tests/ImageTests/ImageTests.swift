import Foundation
import FunctionShell
import JSON
import Store
import TestKit
import Testing

@Suite(.enabled(if: Containers.canRun, Containers.needs), .serialized)
struct ImageTests {
  private static let image = "schedule-tick"
  private static let digest = Result { try Containers.build(image) }
  private static let event =
    #"{"specversion":"1.0","id":"d-1","source":"/test","type":"timer.schedule-tick","time":"2026-03-01T20:30:00Z"}"#

  init() throws { _ = try Self.digest.get() }

  @Test
  func hasTheSameDigestWhenItIsBuiltAgainFromNothing() throws {
    #expect(try Containers.build(Self.image) == Self.digest.get())
  }

  @Test
  func runsTheHostAsAnAccountWithoutANameOfPowerAndSaysWhatItIs() throws {
    let process = try Containers.inspect(Self.image, "{{.Config.User}} {{.Config.Entrypoint}}")
    #expect(process == "65532:65532 [/function-host]")
    let labels = try JSON.parse(Array(Containers.inspect(Self.image, "{{json .Config.Labels}}").utf8)).object ?? [:]
    let expected = ["title": "Rekindle: Plan what is due", "licenses": "Apache-2.0", "version": FunctionShell.version]
    for (name, value) in expected { #expect(labels["org.opencontainers.image.\(name)"]?.string == value) }
    #expect(labels["org.opencontainers.image.description"]?.string?.isEmpty == false)
  }

  @Test(.database)
  func handlesAnEventFromStandardInputReadOnlyWithoutCapabilitiesOrANetwork() throws {
    let database = try TestDatabase.current()
    let reach = try Reach(database.url(role: "rekindle_tick"))
    let result = try Containers.container(Self.image, reach.options).run(Self.event)
    #expect(result.exitCode == 0, "\(result.log)")
    #expect(try JSON.parse(result.stdout)["result"]?["looked_at"]?.integer == 0)
    #expect(try database.value("select status from rekindle.job_execution_logs") == "succeeded")
  }

  @Test
  func passesOnTheExitCodesOfTheContract() throws {
    let away = ["--network=none", "--env=DATABASE_URL=postgresql://nobody@127.0.0.1/none"]
    #expect(try Containers.container(Self.image, away).run(Self.event).exitCode == 69)
    #expect(try Containers.container(Self.image, away).run(#"{"a":1}"#).exitCode == 65)
    #expect(try Containers.container(Self.image, ["--network=none"]).run(Self.event).exitCode == 78)
    #expect(try Containers.container(Self.image, ["--network=none"], ["a", "b"]).run("").exitCode == 64)
  }

  @Test(.enabled(if: CertificateServer.canRun, CertificateServer.needs))
  func trustsTheAuthoritiesOfItsOwnFileAndNobodyElseWithNamesResolvedAndTimersRead() throws {
    for (isTrusted, outcome) in [(false, "refused"), (true, "posted")] {
      let server = try CertificateServer()
      let options = ["--network=host", "--env=REKINDLE_EVENTS_TO=https://localhost:\(server.port)/"]
      let trust = isTrusted ? ["--volume=\(server.authority):/etc/ssl/certs/ca-certificates.crt:ro"] : []
      let container = try Containers.container(Self.image, options + trust, ["--timers"]).start()
      #expect(server.next() == outcome)
      container.signal(SIGTERM)
      #expect(container.finish().exitCode == 0)
    }
  }

  @Test
  func hasNoShell() throws {
    let result = try Containers.container(Self.image, ["--network=none", "--entrypoint=/bin/sh"]).run("")
    #expect(result.exitCode == 127)
  }

  @Test(.database)
  func servesHTTPAsItsFirstProcessAndEndsAtOnceWhenItIsToldToStop() throws {
    let reach = try Reach(TestDatabase.current().url(role: "rekindle_tick"))
    let serving = reach.settings + ["--network=host", "--env=PORT=0", "--env=REKINDLE_BIND=127.0.0.1"]
    let container = try Containers.container(Self.image, serving + ["--env=REKINDLE_EVENTS_TO=reply"]).start()
    defer { container.signal(SIGKILL) }
    let port = try #require(try container.firstLine().split(separator: " ").last)
    let client = ["--silent", "--write-out", "%{http_code}", "--output", "/dev/null", "--max-time", "20"]
    let type = ["--header", "content-type: application/cloudevents+json", "--data", Self.event]
    #expect(try Spawn("curl", client + ["http://127.0.0.1:\(port)/_/health"]).run().output == "200")
    #expect(try Spawn("curl", client + type + ["http://127.0.0.1:\(port)/"]).run().output == "202")
    container.signal(SIGTERM)
    #expect(container.finish().exitCode == 0)
  }
}

/// How a container reaches the tests' database.
private struct Reach {
  /// The URL, and the folder of the socket where there is one.
  let settings: [String]
  let network: String

  init(_ url: String) throws {
    let folder = url.firstRange(of: "host=").map { url[$0.upperBound...].prefix { $0 != "&" } }
    settings = ["--env=DATABASE_URL=\(url)"] + (folder.map { ["--volume=\($0):\($0):ro"] } ?? [])
    network = folder == nil ? "host" : "none"
  }

  var options: [String] { settings + ["--network=\(network)"] }
}
