import FunctionContract
import YAML

extension Knative {
  /// Most pods of a function that may run beside itself.
  private static let mostPods = 4
  /// Knative's own limit on a request (`max-revision-timeout-seconds`).
  private static let longestRequest = 600
  /// Ports of Knative's proxy in each pod: requests, over TLS, and metrics for the autoscaler.
  private static let proxyPorts = [8012, 8112, 9090]

  /// The function behind an address of the cluster.
  func service(_ manifest: Manifest) -> Document {
    let isAlone = manifest.concurrency.max == 1
    return [
      "apiVersion": "serving.knative.dev/v1", "kind": "Service",
      "metadata": [
        "name": .text(manifest.name),
        "labels": .mapping(
          kubernetes.labels(manifest, .server).members + [
            Document.Member("networking.knative.dev/visibility", "cluster-local")
          ]),
      ],
      "spec": [
        "template": [
          "metadata": [
            "labels": kubernetes.labels(manifest, .server),
            "annotations": [
              "autoscaling.knative.dev/min-scale": manifest.concurrency.warm > 0 ? "1" : "0",
              "autoscaling.knative.dev/max-scale": .text(isAlone ? "1" : String(Knative.mostPods)),
            ],
          ],
          "spec": revision(manifest),
        ]
      ],
    ]
  }

  /// A request may take the function's whole time, and the host's answer that it took too long.
  private func revision(_ manifest: Manifest) -> Document {
    let seconds = Document.integer(min(manifest.limits.timeoutSeconds + 5, Knative.longestRequest))
    return [
      "serviceAccountName": .text(Kubernetes.serviceAccount), "automountServiceAccountToken": false,
      "enableServiceLinks": false, "containerConcurrency": .integer(manifest.concurrency.max),
      "timeoutSeconds": seconds, "responseStartTimeoutSeconds": seconds, "containers": [container(manifest)],
    ]
  }

  /// Knative sets `PORT` itself, and takes security settings on the container only.
  private func container(_ manifest: Manifest) -> Document {
    [
      "image": .text(manifest.imageName),
      "env": .list(
        kubernetes.settingVariables(manifest) + [
          kubernetes.variable("REKINDLE_PROCESSES", manifest.concurrency.warm > 0 ? "warm" : "event"),
          kubernetes.variable("REKINDLE_DRAIN_SECONDS", String(manifest.limits.timeoutSeconds)),
        ]),
      "ports": [["name": "http1", "containerPort": .integer(Kubernetes.containerPort)]],
      "readinessProbe": ["httpGet": ["path": "/_/ready"]], "livenessProbe": ["httpGet": ["path": "/_/health"]],
      "resources": MemoryNeed(manifest, processes: manifest.concurrency.max).resources,
      "securityContext": [
        "runAsNonRoot": true, "runAsUser": 65532, "runAsGroup": 65532, "allowPrivilegeEscalation": false,
        "readOnlyRootFilesystem": true, "capabilities": ["drop": ["ALL"]],
        "seccompProfile": ["type": "RuntimeDefault"],
      ],
    ]
  }

  /// Requests come through Knative's own pods only, whose namespaces the cluster's owner labels.
  func networkPolicy(_ manifest: Manifest) -> Document {
    NetworkPolicy.policy(
      manifest.name, pods: ["matchLabels": ["app.kubernetes.io/name": .text(manifest.name)]],
      [
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [
          [
            "from": [NetworkPolicy.namespaces("rekindle-knative")], "ports": NetworkPolicy.ports(Knative.proxyPorts),
          ]
        ],
        "egress": .list(kubernetes.outgoing(manifest)),
      ])
  }
}
