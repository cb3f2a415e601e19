import Foundation
import FunctionContract
import TestKit
import Testing
import YAML

@Suite struct KubernetesTests {
  private let objects: [YAMLNode]
  private let manifests: [Manifest]

  init() throws {
    objects = try CommittedFiles.objects("kubernetes")
    manifests = try CommittedFiles.manifests()
  }

  private func object(_ kind: String, _ name: String) -> YAMLNode? {
    objects.first { $0.kind == kind && $0.name == name }
  }

  /// The containers of a function's pods.
  private func containers(_ function: String) -> [YAMLNode] {
    pods.filter { $0["metadata.labels"]?.scalars["app.kubernetes.io/name"] == function }
      .flatMap { $0["spec.containers"]?.elements ?? [] }
  }

  private var pods: [YAMLNode] { objects.compactMap { $0["spec.jobTemplate.spec.template"] ?? $0["spec.template"] } }

  @Test func everyFieldIsOneThatKubernetesHas() throws {
    let table = try FieldTable("kubernetes")
    #expect(objects.flatMap(table.faults) == [])
    #expect(objects.count > 30)
  }

  @Test(.enabled(if: Kubectl.path != nil, Kubectl.reason), arguments: ["kubernetes", "kubernetes/deploy"])
  func kustomizeBuildsTheFolderAndNamesEveryImageInTheRegistry(folder: String) throws {
    let result = try Kubectl.kustomize(folder)
    #expect(result.exitCode == 0, "\(result.log)")
    let images = result.output.split(separator: "\n").filter { $0.contains(" image: ") }
    #expect(!images.isEmpty)
    for image in images { #expect(image.contains("registry.example/rekindle/rekindle-")) }
    #expect(result.output.contains("kind: ServiceAccount"))
  }

  @Test func everyFileIsPartOfAKustomization() throws {
    for folder in ["kubernetes", "kubernetes/base", "kubernetes/deploy", "knative"] {
      let listed = try CommittedFiles.objects(in: "\(folder)/kustomization.yaml")[0]["resources"]?.elements.map(
        \.scalar)
      let present = try FileManager.default.contentsOfDirectory(
        atPath: CommittedFiles.folder.appending(path: folder).path
      )
      .filter { $0.hasSuffix(".yaml") && $0 != "kustomization.yaml" }
      #expect(Set(present).isSubset(of: Set((listed ?? []).compactMap { $0 })), "\(folder)")
    }
  }

  @Test func noContainerMayDoMoreThanItsWork() {
    #expect(pods.count > 14)
    for pod in pods {
      #expect(pod["spec.automountServiceAccountToken"]?.scalar == "false")
      #expect(pod["spec.securityContext.runAsNonRoot"]?.scalar == "true")
      #expect(pod["spec.securityContext.seccompProfile.type"]?.scalar == "RuntimeDefault")
      for container in pod["spec.containers"]?.elements ?? [] {
        #expect(container["securityContext.readOnlyRootFilesystem"]?.scalar == "true")
        #expect(container["securityContext.allowPrivilegeEscalation"]?.scalar == "false")
        #expect(container["securityContext.capabilities.drop"]?.elements.map(\.scalar) == ["ALL"])
        #expect(container["resources.limits.memory"] != nil && container["resources.requests.memory"] != nil)
      }
    }
  }

  @Test func aPodsEnvironmentIsItsManifestsItsSecretsAreItsOwn() throws {
    for manifest in manifests {
      let own = Set(manifest.environment.all + ["REKINDLE_LOG_LEVEL"])
      #expect(!containers(manifest.name).isEmpty, "\(manifest.name)")
      for container in containers(manifest.name) {
        let references = (container["env"]?.elements ?? []).filter { $0["valueFrom.fieldRef"] == nil }
          .filter { $0["valueFrom"] != nil }
        #expect(Set(references.compactMap { $0["name"]?.scalar }) == own)
        for reference in references {
          let name = try #require(reference["name"]?.scalar)
          let secret = reference["valueFrom.secretKeyRef"]?.scalars
          #expect((secret != nil) == manifest.environment.secrets.contains(name))
          if let secret { #expect(secret["name"] == "rekindle-\(manifest.name)" && secret["key"] == name) }
          let isOptional = reference["valueFrom"]?.entries[0].value["optional"]?.scalar == "true"
          #expect(isOptional != manifest.environment.required.contains(name))
        }
      }
    }
  }

  @Test func noSecretHasAValue() throws {
    let secrets = Set(manifests.flatMap(\.environment.secrets))
    for node in objects.flatMap(\.all) {
      if let name = node["name"]?.scalar, secrets.contains(name) { #expect(node["value"] == nil) }
      #expect(secrets.isDisjoint(with: node.scalars.keys))
    }
    for line in try CommittedFiles.text("settings.env.example").split(separator: "\n") {
      #expect(!secrets.contains { line.hasPrefix("\($0)=") || line.hasPrefix("#\($0)=") })
    }
  }

  @Test func everyEventReachesItsConsumersAndTheNetworkLetsIt() throws {
    for producer in manifests {
      for type in producer.emits {
        let consumers = manifests.filter { $0.consumes.events.contains { $0.matches(type) } }.map(\.name)
        for container in containers(producer.name) {
          let variables = (container["env"]?.elements ?? []).map(\.scalars)
          let destinations =
            variables.first { $0["name"] == "REKINDLE_EVENTS_TO" }?["value"]?.split(separator: " ") ?? []
          #expect(
            Set(destinations.filter { $0.hasPrefix("\(type)=") }) == Set(consumers.map { "\(type)=http://\($0)/" }))
        }
        for consumer in consumers { try expectPath(from: producer.name, to: consumer) }
      }
    }
  }

  private func expectPath(from producer: String, to consumer: String) throws {
    let service = try #require(object("Service", consumer))
    let template = try #require(object("Deployment", consumer)?["spec.template"])
    let selector = try #require(service["spec.selector"]?.scalars)
    let labels = try #require(template["metadata.labels"]?.scalars)
    #expect(selector.allSatisfy { labels[$0.key] == $0.value })
    let peer = { (rule: String, side: String, policy: String, other: String) in
      (object("NetworkPolicy", policy)?[rule]?.elements ?? []).contains {
        ($0[side]?.elements ?? []).contains {
          $0["podSelector.matchLabels"]?.scalars["app.kubernetes.io/name"] == other
        }
      }
    }
    #expect(peer("spec.ingress", "from", consumer, producer), "\(consumer) lets \(producer) in")
    #expect(peer("spec.egress", "to", producer, consumer), "\(producer) may reach \(consumer)")
  }

  @Test func onlyFunctionsThatAreLinkedToLibcurlMayReachProviders() throws {
    let budget = try CommittedFiles.text("link-budget.txt").split(separator: "\n")
    for function in manifests.map(\.name) {
      let line = try #require(budget.first { $0.hasPrefix("\(function):") })
      let policy = try #require(object("NetworkPolicy", function))
      let isOpen = policy.all.contains { $0["ipBlock.cidr"]?.scalar == "0.0.0.0/0" }
      #expect(isOpen == line.contains("libcurl"), "\(function)")
    }
  }

  @Test func everyTimerIsACronJobWithADeterministicEventEveryRouteIsInTheIngress() throws {
    for manifest in manifests {
      for schedule in manifest.consumes.schedule {
        let job = try #require(object("CronJob", manifest.name)?["spec"])
        #expect(job.scalars["schedule"] == schedule.cron.description && job.scalars["timeZone"] == schedule.timeZone)
        let variables = (job["jobTemplate.spec.template.spec.containers"]?.elements[0]["env"]?.elements ?? []).map(
          \.scalars)
        let names = variables.compactMap { $0["name"] }
        let event = try #require(variables.first { $0["name"] == "REKINDLE_EVENT" }?["value"])
        #expect(event.contains(#""type":"\#(schedule.event)""#) && event.contains("$(REKINDLE_JOB)"))
        let reference = try #require(names.firstIndex(of: "REKINDLE_JOB"))
        #expect(reference < (try #require(names.firstIndex(of: "REKINDLE_EVENT"))))
      }
      let paths = object("Ingress", "rekindle")?["spec.rules"]?.elements[0]["http.paths"]?.elements ?? []
      for route in manifest.consumes.routes {
        let path = route.path.replacing("{", with: "").replacing("}", with: "").replacing("**", with: "x")
        let matches = paths.filter { rule in
          let prefix = rule["path"]?.scalar ?? ""
          return rule["pathType"]?.scalar == "Exact" ? prefix == path : (path + "/").hasPrefix(prefix + "/")
        }
        let longest = matches.max { ($0["path"]?.scalar ?? "").count < ($1["path"]?.scalar ?? "").count }
        #expect(longest?["backend.service.name"]?.scalar == manifest.name, "\(route.path)")
      }
    }
  }
}
