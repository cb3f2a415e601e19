import FunctionContract
import JSON
import YAML

extension Kubernetes {
  /// A failure with one of these exit codes comes again however often it is tried.
  private static let lastingExitCodes = [64, 65, 77, 78]
  /// Scheduling, pulling the image and the pause before a repetition.
  private static let startSeconds = 60

  /// One CronJob for each of the function's timers.
  func cronJobs(_ manifest: Manifest) -> [Document] {
    let schedules = manifest.consumes.schedule
    return schedules.enumerated().map { index, schedule in
      cronJob(manifest, schedule, name: schedules.count == 1 ? manifest.name : "\(manifest.name)-\(index + 1)")
    }
  }

  private func cronJob(_ manifest: Manifest, _ schedule: Manifest.Schedule, name: String) -> Document {
    let repeats = schedule.isFrequent ? 0 : 2
    return [
      "apiVersion": "batch/v1", "kind": "CronJob", "metadata": metadata(manifest, name: name, part: .job),
      "spec": [
        "schedule": .text(schedule.cron.description), "timeZone": .text(schedule.timeZone),
        "concurrencyPolicy": "Forbid", "startingDeadlineSeconds": .integer(schedule.isFrequent ? 60 : 3600),
        "successfulJobsHistoryLimit": 1, "failedJobsHistoryLimit": 3,
        "jobTemplate": [
          "metadata": ["labels": labels(manifest, .job)],
          "spec": jobSpec(
            manifest, .job, repeats: repeats, [jobName, event("/timers", schedule.event, id: "$(REKINDLE_JOB)")]),
        ],
      ],
    ]
  }

  /// A step of a deployment; its name carries the version, so that each version runs it once.
  func deployJob(_ manifest: Manifest) -> Document {
    let type = manifest.consumes.events.map(\.description).first ?? ""
    return [
      "apiVersion": "batch/v1", "kind": "Job",
      "metadata": metadata(manifest, name: "\(manifest.name)-\(settings.version.asLabel)", part: .job),
      "spec": jobSpec(manifest, .job, repeats: 4, [event("/deploy", type, id: "\(type)-\(settings.version)")]),
    ]
  }

  /// The controller names a job after its scheduled minute, so the event of a repetition has the same id.
  private var jobName: Document {
    [
      "name": "REKINDLE_JOB",
      "valueFrom": ["fieldRef": ["fieldPath": "metadata.labels['batch.kubernetes.io/job-name']"]],
    ]
  }

  private func event(_ source: String, _ type: String, id: String) -> Document {
    let event: JSON = [
      "specversion": "1.0", "id": .string(id), "source": .string(source), "type": .string(type),
    ]
    return variable("REKINDLE_EVENT", event.text)
  }

  /// One run of the function, repeated at most `repeats` times.
  func jobSpec(_ manifest: Manifest, _ part: PodPart, repeats: Int, _ variables: [Document]) -> Document {
    let seconds = (repeats + 1) * (manifest.limits.timeoutSeconds + Kubernetes.startSeconds)
    return [
      "backoffLimit": .integer(repeats), "activeDeadlineSeconds": .integer(seconds),
      "podFailurePolicy": [
        "rules": [
          [
            "action": "FailJob",
            "onExitCodes": [
              "containerName": .text(manifest.name), "operator": "In",
              "values": .list(Kubernetes.lastingExitCodes.map(Document.integer)),
            ],
          ],
          ["action": "Ignore", "onPodConditions": [["type": "DisruptionTarget"]]],
        ]
      ],
      "template": podTemplate(
        manifest, part, spec: ["restartPolicy": "Never"],
        container: container(manifest, processes: 1, environment: variables)),
    ]
  }
}

extension Manifest.Schedule {
  /// Whether it fires within the hour: then the next run is soon enough, and a missed or failed one is left to it.
  var isFrequent: Bool {
    let fields = cron.description.split(separator: " ")
    return fields.count > 1 && fields[1].contains("*") && fields[0].contains(where: { "*,/-".contains($0) })
  }
}

extension String {
  /// The text as a part of a DNS label: lower-case letters, digits and hyphens.
  var asLabel: String {
    String(lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
