import FunctionContract
import Testing
import YAML

@Suite struct OpenFaaSTests {
  private let stack: YAMLNode
  private let manifests: [Manifest]

  init() throws {
    stack = try CommittedFiles.objects(in: "openfaas/stack.yml")[0]
    manifests = try CommittedFiles.manifests().filter { !$0.consumes.events.contains { "\($0)".hasPrefix("deploy.") } }
  }

  @Test func everyFieldIsOneThatFaasCliReadsEveryFunctionIsThere() throws {
    let table = try FieldTable("openfaas")
    let functions = stack["functions"]?.entries ?? []
    #expect(functions.flatMap { table.faults($0.value, "Function", $0.key) } == [])
    #expect(table.faults(try #require(stack["provider"]), "Provider", "provider") == [])
    #expect(functions.map(\.key) == manifests.map(\.name))
  }

  @Test func secretsAreFilesOfTheFunctionsOwnSettingsComeFromTheShellEventsGoThroughTheQueue()
    throws
  {
    for manifest in manifests {
      let function = try #require(stack["functions.\(manifest.name)"])
      let environment = try #require(function["environment"]?.scalars)
      #expect(function["readonly_root_filesystem"]?.scalar == "true")
      #expect(function["secrets"]?.elements.map(\.scalar) == ["rekindle-\(manifest.name)"])
      #expect(environment["REKINDLE_SECRETS"] == "/var/openfaas/secrets/rekindle-\(manifest.name)")
      for name in manifest.environment.all {
        let isSecret = manifest.environment.secrets.contains(name)
        let reference = manifest.environment.required.contains(name) ? "${\(name)}" : "${\(name):-}"
        #expect(environment[name] == (isSecret ? nil : reference))
      }
      let destinations = environment["REKINDLE_EVENTS_TO"]?.split(separator: " ").map(String.init) ?? []
      for type in manifest.emits where !type.hasPrefix("host.") {
        let consumer = try #require(manifests.first { $0.consumes.events.contains { $0.matches(type) } })
        #expect(destinations.contains("\(type)=http://gateway.openfaas:8080/async-function/\(consumer.name)"))
      }
    }
  }

  @Test func timersKeepTheirZone() throws {
    for manifest in manifests {
      let annotations = try #require(stack["functions.\(manifest.name)"]?["annotations"]?.scalars)
      let schedule = manifest.consumes.schedule.first
      #expect(annotations["topic"] == schedule.map { _ in "cron-function" })
      #expect(annotations["schedule"] == schedule.map { "CRON_TZ=\($0.timeZone) \($0.cron)" })
      #expect(annotations["com.openfaas.health.http.path"] == "/_/health")
    }
  }
}
