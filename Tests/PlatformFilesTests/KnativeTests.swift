import Foundation
import FunctionContract
import TestKit
import Testing
import YAML

@Suite struct KnativeTests {
  private let objects: [YAMLNode]
  private let manifests: [Manifest]

  init() throws {
    objects = try CommittedFiles.objects("knative")
    manifests = try CommittedFiles.manifests().filter { !$0.consumes.events.contains { "\($0)".hasPrefix("deploy.") } }
  }

  private func objects(_ kind: String) -> [YAMLNode] { objects.filter { $0.kind == kind } }

  private func knativeService(_ name: String) -> YAMLNode? {
    objects("Service").first { $0.name == name && $0["apiVersion"]?.scalar == "serving.knative.dev/v1" }
  }

  @Test func everyFieldIsOneThatKnativeAndKubernetesHave() throws {
    let table = try FieldTable("kubernetes", "knative")
    #expect(objects.flatMap(table.faults) == [])
    #expect(objects.count > 40)
  }

  @Test(.enabled(if: Kubectl.path != nil, Kubectl.reason))
  func kustomizeBuildsTheFolderAndNamesEveryImageInTheRegistry() throws {
    let result = try Kubectl.kustomize("knative")
    #expect(result.exitCode == 0, "\(result.log)")
    let images = result.output.split(separator: "\n").filter { $0.contains(" image: ") }
    #expect(images.count >= manifests.count)
    for image in images { #expect(image.contains("registry.example/rekindle/rekindle-")) }
  }

  @Test func eachConsumedTypeHasOneTriggerToItsFunctionAndAPlaceForWhatIsRefused() throws {
    for manifest in manifests {
      let own = objects("Trigger").filter { $0["spec.subscriber.ref.name"]?.scalar == manifest.name }
      let filters = own.compactMap { $0["spec.filters"]?.elements[0] }
      for pattern in manifest.consumes.events.map(\.description) {
        let timers = manifest.consumes.schedule.map(\.event)
        let pings = filters.filter { $0["exact"]?.scalars["rekindletimer"] == pattern }
        #expect(pings.count == (timers.contains(pattern) ? 1 : 0))
        let isEmitted = manifests.flatMap(\.emits).contains(pattern)
        let direct = filters.filter {
          $0["exact"]?.scalars["type"] == pattern || $0["prefix.type"]?.scalar.map { $0 + "*" } == pattern
        }
        #expect(direct.count == (timers.contains(pattern) && !isEmitted ? 0 : 1), "\(manifest.name) \(pattern)")
      }
      for trigger in own {
        #expect(trigger["spec.broker"]?.scalar == "rekindle")
        let sink = try #require(trigger["spec.delivery.deadLetterSink.ref.name"]?.scalar)
        let letters = try #require(objects("JobSink").first { $0.name == sink })
        #expect(letters["spec.job.spec.suspend"]?.scalar == "true")
        #expect(letters["spec.job.spec.template.metadata.labels"]?.scalars["app.kubernetes.io/name"] == manifest.name)
      }
    }
  }

  @Test func whatEmitsIsToldTheBrokersAddress() throws {
    let bindings = objects("SinkBinding").compactMap { $0["spec.subject"] }
    let starters = objects.filter { ["Deployment", "JobSink"].contains($0.kind) || knativeService($0.name) == $0 }
    for starter in starters {
      let object = starter["spec.job"] ?? starter
      let labels = try #require(object["metadata.labels"]?.scalars)
      let manifest = try #require(manifests.first { $0.name == labels["app.kubernetes.io/name"] })
      let kind = starter.kind == "JobSink" ? "Job" : starter.kind
      let bound = bindings.contains { subject in
        subject["kind"]?.scalar == kind
          && (subject["selector.matchLabels"]?.scalars ?? [:]).allSatisfy { labels[$0.key] == $0.value }
      }
      #expect(bound == !manifest.emits.isEmpty, "\(starter.kind) \(starter.name)")
    }
  }

  @Test func functionsThatOnlyEventsReachHaveNoAddressOutsideAndTheWholeTimeOfTheirEvents() throws {
    for manifest in manifests where manifest.consumes.routes.isEmpty {
      let service = try #require(knativeService(manifest.name))
      #expect(service["metadata.labels"]?.scalars["networking.knative.dev/visibility"] == "cluster-local")
      let revision = try #require(service["spec.template.spec"]?.scalars)
      #expect(revision["containerConcurrency"] == String(manifest.concurrency.max))
      for key in ["timeoutSeconds", "responseStartTimeoutSeconds"] {
        #expect((manifest.limits.timeoutSeconds...600).contains(Int(revision[key] ?? "") ?? 0))
      }
      let container = try #require(service["spec.template.spec.containers"]?.elements.first)
      let names = container["env"]?.elements.compactMap { $0["name"]?.scalar } ?? []
      #expect(!names.contains("PORT"), "Knative sets it")
      #expect(Set(names).isSuperset(of: manifest.environment.all))
    }
  }

  @Test func everySecretIsItsFunctionsOwnAndNoneHasAValue() throws {
    let secrets = Set(manifests.flatMap(\.environment.secrets))
    for node in objects.flatMap(\.all) {
      if let name = node["name"]?.scalar, secrets.contains(name) {
        #expect(node["value"] == nil && node["valueFrom.secretKeyRef"] != nil)
      }
    }
    for object in objects {
      let references = object.all.compactMap { $0["secretKeyRef.name"]?.scalar }
      let function = object["metadata.labels"]?.scalars["app.kubernetes.io/name"]
      for reference in references { #expect(reference == "rekindle-\(function ?? "")") }
    }
  }
}
