import FunctionContract
import YAML

/// Plain Kubernetes: a CronJob for each timer, a Deployment for each function that listens, a Job for each step of a
/// deployment; no bus, so functions post their events to each other's Services.
struct Kubernetes {
  /// The oldest Kubernetes that has everything the files use (`preStop.sleep`).
  static let oldestVersion = "1.30"
  static let serviceAccount = "rekindle"

  let topology: Topology
  let settings: PlatformSettings

  /// Every file, below `kubernetes/`.
  var files: [PlatformFile] {
    let steps = topology.manifests.filter(\.isDeployStep)
    let functions = topology.manifests.filter { !$0.isDeployStep }
    return base
      + steps.map { PlatformFile("kubernetes/deploy/\($0.name).yaml", [networkPolicy($0), deployJob($0)]) }
      + [kustomization("kubernetes/deploy", of: steps, with: ["../base"])]
      + functions.map { PlatformFile("kubernetes/\($0.name).yaml", documents(of: $0)) }
      + [
        PlatformFile("kubernetes/ingress.yaml", [ingress]),
        kustomization("kubernetes", of: functions, with: ["base", "ingress.yaml"]),
      ]
  }

  private func documents(of manifest: Manifest) -> [Document] {
    var documents = [networkPolicy(manifest)]
    if topology.isServer(manifest) { documents += server(manifest) }
    return documents + cronJobs(manifest)
  }

  private var base: [PlatformFile] {
    let resources = ["namespace.yaml", "network.yaml", "service-account.yaml"]
    return [
      PlatformFile("kubernetes/base/namespace.yaml", [namespace]),
      PlatformFile("kubernetes/base/network.yaml", [NetworkPolicy.denyAll, NetworkPolicy.allowNames]),
      PlatformFile("kubernetes/base/service-account.yaml", [account]),
      PlatformFile("kubernetes/base/kustomization.yaml", [kustomization(resources, images: [])]),
    ]
  }

  private var namespace: Document {
    [
      "apiVersion": "v1", "kind": "Namespace",
      "metadata": [
        "name": .text(settings.namespace), "labels": ["pod-security.kubernetes.io/enforce": "restricted"],
      ],
    ]
  }

  /// Functions never talk to Kubernetes: their account may do nothing and has no token.
  private var account: Document {
    [
      "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": .text(Kubernetes.serviceAccount)],
      "automountServiceAccountToken": false,
    ]
  }
}

// MARK: - Kustomize

extension Kubernetes {
  private func kustomization(_ folder: String, of manifests: [Manifest], with others: [String]) -> PlatformFile {
    PlatformFile(
      "\(folder)/kustomization.yaml",
      [kustomization(others + manifests.map { "\($0.name).yaml" }, images: manifests)])
  }

  private func kustomization(_ resources: [String], images: [Manifest]) -> Document {
    [
      "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "namespace": .text(settings.namespace),
      "resources": .texts(resources.sorted()),
      "images": images.isEmpty ? nil : .list(images.map(image)),
    ]
  }

  private func image(_ manifest: Manifest) -> Document {
    [
      "name": .text(manifest.imageName), "newName": .text("\(settings.registry)/\(manifest.imageName)"),
      "newTag": .text(settings.version),
    ]
  }
}

extension Manifest {
  /// Name of the function's image and of its secret.
  var imageName: String { "rekindle-\(name)" }
  var secretName: String { "rekindle-\(name)" }
}
