import Foundation
import FunctionContract
import TestKit
import Testing
import YAML

/// `compose.yaml` and `pod.yaml`: the same services, each with what it needs and no more.
@Suite struct SingleServerTests {
  private let manifests: [Manifest]
  private let services: [(name: String, node: YAMLNode)]
  private let pod: YAMLNode

  init() throws {
    manifests = try CommittedFiles.manifests()
    let compose = try CommittedFiles.objects(in: "compose.yaml")[0]
    services = compose["services"]?.entries.map { ($0.key, $0.value) } ?? []
    pod = try #require(try CommittedFiles.objects(in: "pod.yaml").first { $0.kind == "Pod" })
  }

  private func service(_ name: String) throws -> YAMLNode { try #require(services.first { $0.name == name }?.node) }

  private func environment(_ name: String) throws -> [String: String] {
    try service(name)["environment"]?.scalars ?? [:]
  }

  private func texts(_ name: String, _ key: String) throws -> [String] {
    try service(name)[key]?.elements.compactMap(\.scalar) ?? []
  }

  @Test func everyFunctionHasAServiceWithItsOwnSecretsAndAPortOfItsOwn() throws {
    for manifest in manifests {
      #expect(try texts(manifest.name, "command") == [manifest.name])
      #expect(try texts(manifest.name, "env_file") == ["settings.env", "secrets/\(manifest.name).env"])
    }
    let ports = try services.compactMap { try environment($0.name)["PORT"] }
    #expect(ports.count == manifests.count - 2)
    #expect(Set(ports).count == ports.count)
  }

  @Test func everyEmittedEventAndEveryTimerGoesToThePortOfItsConsumer() throws {
    var expected = Set(manifests.flatMap { manifest in manifest.emits.map { [manifest.name, $0] } })
    expected.formUnion(manifests.flatMap(\.consumes.schedule).map { ["timers", $0.event] })
    for (name, _) in services {
      for destination in try environment(name)["REKINDLE_EVENTS_TO"]?.split(separator: " ") ?? [] {
        let parts = destination.split(separator: "=")
        let address = try #require(URL(string: String(parts[1])))
        let consumer = try #require(manifests.first { $0.name == address.host() })
        #expect(consumer.consumes.events.contains { $0.matches(String(parts[0])) })
        #expect(try environment(consumer.name)["PORT"] == address.port.map(String.init))
        #expect(expected.remove([name, String(parts[0])]) != nil)
      }
    }
    let platform: Set = [
      ["detect", "host.trial.requested"], ["onboard", "host.account.requested"], ["onboard", "host.password.made"],
      ["dunning", "host.payment.retry.requested"], ["dunning", "host.instalment.handover.requested"],
    ]
    #expect(expected == platform, "what is for the platform has no consumer of ours")
  }

  @Test func functionsMayWriteNothingHaveNoCapabilitiesAndOnlyThoseWhoReachProvidersAndTheProxyAWayOut() throws {
    for manifest in manifests {
      let service = try service(manifest.name)
      #expect(service["read_only"]?.scalar == "true")
      #expect(try texts(manifest.name, "cap_drop") == ["ALL"])
      #expect(service["cap_add"] == nil && service["ports"] == nil)
      #expect(try texts(manifest.name, "security_opt") == ["no-new-privileges:true"])
    }
    let open = try services.map(\.name).filter { try texts($0, "networks").contains("outside") }
    #expect(
      open == [
        "delivery-webhook", "send-calendar", "send-discord", "send-email", "send-sms", "send-whatsapp", "watch",
        "proxy",
      ])
    let networks = try #require(try CommittedFiles.objects(in: "compose.yaml")[0]["networks"])
    #expect(networks["database.internal"]?.scalar == "true" && networks["functions.internal"]?.scalar == "true")
  }

  @Test func whatAServiceWaitsForExistsAndAServiceThatIsWaitedForSaysWhenItIsWell() throws {
    for (_, node) in services {
      for need in node["depends_on"]?.entries ?? [] {
        let needed = try service(need.key)
        let isJob = needed["restart"]?.scalar?.hasPrefix("on-failure") == true
        #expect(need.value["condition"]?.scalar == (isJob ? "service_completed_successfully" : "service_healthy"))
        #expect(isJob || needed["healthcheck.test"] != nil, "\(need.key)")
      }
    }
  }

  @Test func thePodHasTheSameServicesWithTheSameImagesAndVariables() throws {
    let containers = pod["spec.containers"]?.elements ?? []
    #expect(containers.map { $0["name"]?.scalar } == services.map(\.name))
    for (container, service) in zip(containers, services) {
      #expect(container["image"]?.scalar == service.node["image"]?.scalar)
      let variables = (container["env"]?.elements ?? []).map(\.scalars)
      let pairs = variables.compactMap { item in item["name"].map { ($0, item["value"] ?? "") } }
      #expect(Dictionary(uniqueKeysWithValues: pairs) == service.node["environment"]?.scalars ?? [:])
    }
    let names = pod["spec.hostAliases"]?.elements.first?["hostnames"]?.elements.compactMap(\.scalar) ?? []
    #expect(Set(names).isSuperset(of: services.map(\.name)))
  }

  @Test func theProxySendsEveryRouteToThePortOfItsFunction() throws {
    let caddyfile = try CommittedFiles.text("single-server/Caddyfile")
    for manifest in manifests where !manifest.consumes.routes.isEmpty {
      let port = try #require(try environment(manifest.name)["PORT"])
      #expect(caddyfile.contains("reverse_proxy \(manifest.name):\(port)\n"))
      let line = try #require(caddyfile.split(separator: "\n").first { $0.hasPrefix("\t@\(manifest.name) path ") })
      for route in manifest.consumes.routes {
        let literals = route.path.split(separator: "/").prefix { !$0.hasPrefix("{") && $0 != "**" }
        let prefixes = (1...literals.count).map { "/" + literals.prefix($0).joined(separator: "/") }
        #expect(
          line.split(separator: " ").contains { path in prefixes.contains { path == $0 || path == "\($0)/*" } },
          "\(route.path)")
      }
    }
  }

  @Test func secretsAreMadeOnceEachFunctionsOwnAndStay() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rekindle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let scripts = folder.appending(path: "single-server")
    try FileManager.default.copyItem(at: CommittedFiles.folder.appending(path: "single-server"), to: scripts)
    func run() throws -> [String: String] {
      let result = try Spawn(scripts.appending(path: "secrets.sh").path, environment: ["PATH": "/usr/bin:/bin"]).run()
      #expect(result.exitCode == 0, "\(result.log)")
      let secrets = folder.appending(path: "secrets")
      let names = try FileManager.default.contentsOfDirectory(atPath: secrets.path)
      let texts = try names.map { try String(contentsOf: secrets.appending(path: $0), encoding: .utf8) }
      return Dictionary(uniqueKeysWithValues: zip(names, texts))
    }
    let made = try run()
    #expect(Set(made.keys) == Set(manifests.map { "\($0.name).env" } + ["accounts.env", "postgres.env"]))
    for manifest in manifests {
      let text = try #require(made["\(manifest.name).env"])
      for secret in manifest.environment.secrets { #expect(text.contains("\(secret)="), "\(manifest.name)") }
      if manifest.name != "migrate", let role = manifest.databaseRole {
        #expect(text.contains("postgresql://\(role):"))
      }
    }
    let passwords = try #require(made["accounts.env"]).split { $0 == " " || $0 == "\n" }.map { $0.suffix(48) }
    #expect(Set(passwords).count == passwords.count)
    #expect(try run() == made)
  }
}
