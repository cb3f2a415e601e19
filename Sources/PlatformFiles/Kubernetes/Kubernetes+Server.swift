import FunctionContract
import YAML

extension Kubernetes {
  /// Two for pages and webhooks, which people wait for; one for events, which wait themselves.
  func replicas(_ manifest: Manifest) -> Int { manifest.isServedToPeople ? 2 : 1 }

  /// Deployment and Service of a function that listens, and a disruption budget where there are several pods.
  func server(_ manifest: Manifest) -> [Document] {
    [deployment(manifest), service(manifest)] + (replicas(manifest) > 1 ? [disruptionBudget(manifest)] : [])
  }

  private func deployment(_ manifest: Manifest) -> Document {
    [
      "apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata(manifest, part: .server),
      "spec": [
        "replicas": .integer(replicas(manifest)), "selector": ["matchLabels": labels(manifest, .server)],
        "template": podTemplate(
          manifest, .server, spec: serverPod(manifest),
          container: container(
            manifest, processes: manifest.concurrency.max, environment: serverVariables(manifest), server: listening)),
      ],
    ]
  }

  /// An event that is being handled when the pod must go has its whole time to end.
  private func serverPod(_ manifest: Manifest) -> Document {
    [
      "terminationGracePeriodSeconds": .integer(manifest.limits.timeoutSeconds + 10),
      "topologySpreadConstraints": replicas(manifest) < 2
        ? nil
        : [
          [
            "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway",
            "labelSelector": ["matchLabels": labels(manifest, .server)],
          ]
        ],
    ]
  }

  private func serverVariables(_ manifest: Manifest) -> [Document] {
    [
      variable("PORT", String(Kubernetes.containerPort)),
      variable("REKINDLE_PROCESSES", manifest.concurrency.warm > 0 ? "warm" : "event"),
      variable("REKINDLE_DRAIN_SECONDS", String(manifest.limits.timeoutSeconds)),
    ]
  }

  /// The pause before the end lets proxies learn that the pod goes.
  private var listening: Document {
    [
      "ports": [["name": "http", "containerPort": .integer(Kubernetes.containerPort)]],
      "readinessProbe": ["httpGet": ["path": "/_/ready", "port": "http"], "periodSeconds": 5],
      "livenessProbe": ["httpGet": ["path": "/_/health", "port": "http"], "periodSeconds": 10, "timeoutSeconds": 3],
      "lifecycle": ["preStop": ["sleep": ["seconds": 5]]],
    ]
  }

  private func service(_ manifest: Manifest) -> Document {
    [
      "apiVersion": "v1", "kind": "Service", "metadata": metadata(manifest, part: .server),
      "spec": [
        "selector": labels(manifest, .server), "ports": [["name": "http", "port": 80, "targetPort": "http"]],
      ],
    ]
  }

  private func disruptionBudget(_ manifest: Manifest) -> Document {
    [
      "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": metadata(manifest, part: .server),
      "spec": ["maxUnavailable": 1, "selector": ["matchLabels": labels(manifest, .server)]],
    ]
  }

  /// The routes of all functions under the public host.
  var ingress: Document {
    var paths: [(prefix: RoutePrefix, function: String)] = []
    for manifest in topology.manifests { paths += manifest.routePrefixes.map { ($0, manifest.name) } }
    let rules = paths.sorted { $0.prefix < $1.prefix }.map { path, function -> Document in
      [
        "path": .text(path.path), "pathType": path.isExact ? "Exact" : "Prefix",
        "backend": ["service": ["name": .text(function), "port": ["name": "http"]]],
      ]
    }
    return [
      "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
      "metadata": ["name": "rekindle", "labels": ["app.kubernetes.io/part-of": "rekindle"]],
      "spec": [
        "tls": [["hosts": [.text(settings.host)], "secretName": "rekindle-tls"]],
        "rules": [["host": .text(settings.host), "http": ["paths": .list(rules)]]],
      ],
    ]
  }
}
