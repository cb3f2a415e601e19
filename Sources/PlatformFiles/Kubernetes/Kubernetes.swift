import FunctionContract
import YAML

/// Plain Kubernetes: a CronJob for each timer, a Deployment for each function that listens, a Job for each step of a
/// deployment; no bus, so functions post their events to each other's Services.
struct Kubernetes {
  static let serviceAccount = "rekindle"
  /// Label of what a broker's address must be told to.
  static let emitting = "rekindle-emits"

  let topology: Topology
  let settings: PlatformSettings
  /// Whether a broker takes the functions' events, instead of each other's Services.
  var hasBroker = false

  /// Every file, below `kubernetes/`.
  var files: [PlatformFile] {
    let steps = topology.manifests.filter(\.isDeployStep)
    let functions = topology.manifests.filter { !$0.isDeployStep }
    return base
      + folder("kubernetes/deploy", steps, with: ["../base"]) { [networkPolicy($0), deployJob($0)] }
      + folder("kubernetes", functions, with: ["base", "ingress.yaml"]) { documents(of: $0) + cronJobs($0) }
      + [PlatformFile("kubernetes/ingress.yaml", [ingress])]
  }

  /// A file for each function, and the kustomization that lists them.
  func folder(
    _ path: String, _ manifests: [Manifest], with others: [String], _ documents: (Manifest) -> [Document]
  ) -> [PlatformFile] {
    let resources = others + manifests.map { "\($0.name).yaml" }
    return manifests.map { PlatformFile("\(path)/\($0.name).yaml", documents($0)) }
      + [PlatformFile("\(path)/kustomization.yaml", [kustomization(resources, images: manifests)])]
  }

  /// What a function needs to run, and to listen where it must.
  func documents(of manifest: Manifest) -> [Document] {
    [networkPolicy(manifest)] + (topology.isServer(manifest) ? server(manifest) : [])
  }

  private var base: [PlatformFile] {
    let resources = ["namespace.yaml", "network.yaml", "service-account.yaml"]
    return [
      PlatformFile("kubernetes/base/namespace.yaml", [namespace]),
      PlatformFile("kubernetes/base/network.yaml", [NetworkPolicy.denyAll, NetworkPolicy.allowNames]),
      PlatformFile("kubernetes/base/service-account.yaml", [account]),
      PlatformFile("kubernetes/base/kustomization.yaml", [kustomization(resources)]),
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
  private func kustomization(_ resources: [String], images: [Manifest] = []) -> Document {
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
