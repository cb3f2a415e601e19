import FunctionContract
import JSON
import Publishing
import Testing
import YAML

/// What the files tell `function-host`, read by its own code.
@Suite struct HostAgreementTests {
  /// The variables with values of a function's containers, units or stack entries, on every platform.
  private func settings(of manifest: Manifest, _ name: String) throws -> [String] {
    var values: [String] = []
    for node in try (CommittedFiles.objects("kubernetes") + CommittedFiles.objects("knative")).flatMap(\.all) {
      guard node["name"]?.scalar == manifest.name, let variables = node["env"]?.elements else { continue }
      values += variables.map(\.scalars).filter { $0["name"] == name }.compactMap { $0["value"] }
    }
    let stack = try CommittedFiles.objects(in: "openfaas/stack.yml")[0]
    values += [stack["functions.\(manifest.name)"]?["environment"]?.scalars[name]].compactMap { $0 }
    for path in CommittedFiles.paths("systemd/units", ending: ".service") where path.contains("-\(manifest.name)") {
      for line in try CommittedFiles.text(path).split(separator: "\n") where line.hasPrefix("Environment='\(name)=") {
        values.append(String(line.dropFirst("Environment='\(name)=".count).dropLast()))
      }
    }
    return values
  }

  @Test func everyDestinationIsOneThatTheHostKnowsAndNoEmittedTypeIsWithout() throws {
    for manifest in try CommittedFiles.manifests() where !manifest.emits.isEmpty {
      let values = try settings(of: manifest, EventDestinations.variable)
      #expect(values.count >= 3, "\(manifest.name): Kubernetes, OpenFaaS, systemd")
      for value in values { try EventDestinations(value).check(manifest, callerTakesEvents: false) }
    }
  }

  @Test func everyInlineEventIsACloudEventThatItsFunctionConsumes() throws {
    for manifest in try CommittedFiles.manifests() {
      let values = try settings(of: manifest, "REKINDLE_EVENT")
      let isRunByJobs = !manifest.consumes.schedule.isEmpty || "\(manifest.consumes.events)".contains("deploy.")
      #expect(values.isEmpty != isRunByJobs, "\(manifest.name)")
      for value in values {
        let event = try CloudEvent(json: try JSON.parse(value))
        #expect(manifest.consumes.events.contains { $0.matches(event.type) })
      }
    }
  }
}
