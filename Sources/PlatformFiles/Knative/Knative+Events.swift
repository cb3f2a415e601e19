import FunctionContract
import YAML

extension Knative {
  /// The function's timers, as pings that the broker keeps like any event.
  func sources(_ manifest: Manifest) -> [Document] {
    manifest.consumes.schedule.map { schedule in
      [
        "apiVersion": "sources.knative.dev/v1", "kind": "PingSource",
        "metadata": kubernetes.metadata(manifest, name: schedule.event.asLabel),
        "spec": [
          "schedule": .text(schedule.cron.description), "timezone": .text(schedule.timeZone),
          "ceOverrides": ["extensions": [Knative.timerAttribute: .text(schedule.event)]],
          "sink": reference("eventing.knative.dev/v1", "Broker", Knative.broker),
        ],
      ]
    }
  }

  /// One trigger for each pattern that the function consumes, and one for each of its timers' pings.
  func triggers(_ manifest: Manifest) -> [Document] {
    let emitted = Set(topology.flows(to: manifest).map(\.type))
    let timers = Set(manifest.consumes.schedule.map(\.event))
    let patterns = manifest.consumes.events.map(\.description).filter { !timers.contains($0) || emitted.contains($0) }
    return timers.sorted().map { type in
      trigger(
        manifest, "\(manifest.name)-\(type.asLabel)-ping",
        ["exact": ["type": "dev.knative.sources.ping", Knative.timerAttribute: .text(type)]])
    } + patterns.map { trigger(manifest, "\(manifest.name)-\($0.triggerLabel)", filter($0)) }
  }

  private func filter(_ pattern: String) -> Document {
    pattern.hasSuffix("*")
      ? ["prefix": ["type": .text(String(pattern.dropLast()))]] : ["exact": ["type": .text(pattern)]]
  }

  /// Eight repetitions within 17 minutes, then the event is set aside.
  private func trigger(_ manifest: Manifest, _ name: String, _ filter: Document) -> Document {
    [
      "apiVersion": "eventing.knative.dev/v1", "kind": "Trigger", "metadata": kubernetes.metadata(manifest, name: name),
      "spec": [
        "broker": .text(Knative.broker), "filters": [filter],
        "subscriber": reference(
          manifest.isServedToPeople ? "v1" : "serving.knative.dev/v1", "Service", manifest.name),
        "delivery": [
          "retry": 8, "backoffPolicy": "exponential", "backoffDelay": "PT2S",
          "deadLetterSink": reference("sinks.knative.dev/v1alpha1", "JobSink", deadLetterName(manifest)),
        ],
      ],
    ]
  }

  /// Where the function's refused events are set aside: each becomes a suspended Job of the function itself, so that
  /// people see it, and repeat it by letting the Job go.
  func deadLetters(_ manifest: Manifest) -> Document {
    let job = kubernetes.jobSpec(manifest, .deadLetter, repeats: 0, [])
    return [
      "apiVersion": "sinks.knative.dev/v1alpha1", "kind": "JobSink",
      "metadata": kubernetes.metadata(manifest, name: deadLetterName(manifest)),
      "spec": [
        "job": [
          "metadata": ["labels": kubernetes.labels(manifest, .deadLetter)],
          "spec": .mapping([Document.Member("suspend", true)] + job.members),
        ]
      ],
    ]
  }

  private func deadLetterName(_ manifest: Manifest) -> String { "\(manifest.name)-dead" }
}

extension String {
  /// An event pattern as a part of an object's name: `lms.*` as `lms-all`.
  fileprivate var triggerLabel: String { replacing("*", with: "all").asLabel }
}
