import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// Runs named jobs on a stage, one after the other: detection and a tick for the job's campaign, and all that they cause.
struct JobRunner: ~Copyable {
  private let stage: Stage
  private let connection: Connection
  private let outcome: Monitor<JobOutcome>

  /// Takes over the stage's reports from `settings`.
  init(_ workspace: Workspace, _ server: PrivateServer, _ settings: StageSettings) throws(RunnerError) {
    let outcome = Monitor(JobOutcome(job: ""))
    var settings = settings
    settings.report = { report in outcome.withLock { $0.add(report) } }
    let connection = try server.connection()
    stage = try Stage(workspace, server, settings)
    self.connection = connection
    self.outcome = outcome
  }

  func stop() { stage.stop() }

  /// Runs a job and keeps a record of it, also where it fails.
  func run(_ job: NamedJob) throws(RunnerError) -> JobOutcome {
    let (now, begun) = (stage.clock.now, WallClock.now)
    let invocation = "\(job.name)-\(begun.microseconds)"
    do throws(StoreError) {
      let id = try connection.first(StartJobRun(job: job.name, invocation: invocation, now: now))
      var outcome = JobOutcome(job: job.name)
      outcome.error = try obstacle(job, now: now)
      if outcome.error == nil { outcome = work(job, invocation, now) }
      outcome.duration = WallClock.now - begun
      try connection.execute(
        FinishJobRun(id: id ?? 0, finishedAt: now + outcome.duration, counts: outcome.counts, error: outcome.error))
      return outcome
    } catch {
      throw RunnerError(error)
    }
  }

  /// Why nothing can be sent: the job's campaign is not there, or does not run.
  private func obstacle(_ job: NamedJob, now: Instant) throws(StoreError) -> (type: String, message: String)? {
    let version = try connection.run(CampaignVersions(now: now)).first { $0.isCurrent && $0.slug == job.campaign }
    guard let version else {
      return (
        "Job.NoCampaign",
        "its campaign \(job.campaign) is not published: local-runner publish campaigns/\(job.campaign)"
      )
    }
    if version.phase == .active { return nil }
    return ("Job.CampaignHeld", "its campaign \(job.campaign) is \(version.phase.rawValue)")
  }

  private func work(_ job: NamedJob, _ invocation: String, _ now: Instant) -> JobOutcome {
    outcome.withLock { $0 = JobOutcome(job: job.name) }
    for type in job.events {
      stage.bus.publish(
        CloudEvent(
          id: "\(invocation)-\(type)", source: "/local-runner/job", type: type, time: now,
          data: ["campaign": .string(job.campaign)]))
      _ = stage.bus.waitUntilIdle()
    }
    _ = stage.callbacks?.waitUntilIdle(until: .now + .seconds(30))
    return outcome.read { $0 }
  }
}

extension JobOutcome {
  /// Counts what became of an event; what was given up fails the run.
  fileprivate mutating func add(_ report: EventReport) {
    switch report.decision {
    case .done: add(report.function, report.result ?? .null)
    case .parked:
      let reply = report.outcome.flatMap { try? JSON.parse($0.output) }
      error = (
        reply?["errorType"]?.string ?? "Job.Failed",
        "\(report.function): \(reply?["errorMessage"]?.string ?? report.outcome?.summary ?? "no answer")"
      )
    case .retry, .unrouted: break
    }
  }
}
