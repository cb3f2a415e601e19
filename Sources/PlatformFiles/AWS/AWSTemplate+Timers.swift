import FunctionContract
import JSON
import YAML

extension AWSTemplate {
  /// A schedule for each timer, and the role that the scheduler works under.
  var timers: Document {
    var members: [Document.Member] = []
    for manifest in topology.manifests {
      for (index, schedule) in manifest.consumes.schedule.enumerated() {
        let suffix = manifest.consumes.schedule.count == 1 ? "" : String(index + 1)
        members.append(
          .init(
            "\(manifest.logicalID)Timer\(suffix)",
            CloudFormation.resource("AWS::Scheduler::Schedule", properties(manifest, schedule))))
      }
    }
    if members.isEmpty { return [:] }
    return .mapping([.init("SchedulerRole", CloudFormation.resource("AWS::IAM::Role", schedulerRole))] + members)
  }

  /// The input is the event itself.
  ///
  /// Its id is the scheduled time, which every attempt shares; the execution's id is new with each.
  private func properties(_ manifest: Manifest, _ schedule: Manifest.Schedule) -> Document {
    let input: JSON = [
      "specversion": "1.0", "source": "/timers", "type": .string(schedule.event),
      "id": .string("\(schedule.event)-<aws.scheduler.scheduled-time>"), "time": "<aws.scheduler.scheduled-time>",
    ]
    return [
      "Description": .text("\(manifest.name): \(schedule.cron)"),
      "ScheduleExpression": .text(ScheduleExpression.text(schedule.cron)),
      "ScheduleExpressionTimezone": .text(schedule.timeZone), "FlexibleTimeWindow": ["Mode": "OFF"],
      "State": CloudFormation.ref("TimerState"),
      "Target": target(
        manifest, schedule,
        ["RoleArn": CloudFormation.attribute("SchedulerRole", "Arn"), "Input": .text(input.text)]),
    ]
  }

  private func target(_ manifest: Manifest, _ schedule: Manifest.Schedule, _ common: Document) -> Document {
    let called: Document = [
      "Arn": CloudFormation.attribute("\(manifest.logicalID)Function", "Arn"),
      "RetryPolicy": ["MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60],
    ]
    let queued: Document = [
      "Arn": CloudFormation.attribute("\(manifest.logicalID)Queue", "Arn"),
      "RetryPolicy": ["MaximumRetryAttempts": 60, "MaximumEventAgeInSeconds": 3600],
      "DeadLetterConfig": ["Arn": CloudFormation.attribute("\(manifest.logicalID)DeadLetters", "Arn")],
    ]
    return way(of: schedule, to: manifest, called: called.adding(common), queued: queued.adding(common))
  }

  /// What fires within the hour calls the function at once and is never repeated: the next firing is soon enough.
  ///
  /// Everything else waits in the function's queue, and so does what a Pipe must carry: nobody reads what a function
  /// returns to a schedule.
  private func way(
    of schedule: Manifest.Schedule, to manifest: Manifest, called: Document, queued: Document
  ) -> Document {
    guard schedule.isFrequent else { return queued }
    return isPiped(manifest) ? CloudFormation.choice(Condition.pipes, queued, else: called) : called
  }

  private var schedulerRole: Document {
    let statements = topology.manifests.flatMap { manifest in
      manifest.consumes.schedule.map { schedule in
        let id = manifest.logicalID
        let queues = ["\(id)Queue", "\(id)DeadLetters"].map { CloudFormation.attribute($0, "Arn") }
        return way(
          of: schedule, to: manifest,
          called: CloudFormation.allow(["lambda:InvokeFunction"], on: CloudFormation.attribute("\(id)Function", "Arn")),
          queued: CloudFormation.allow(["sqs:SendMessage"], on: .list(queues)))
      }
    }
    return [
      "AssumeRolePolicyDocument": CloudFormation.trust("scheduler.amazonaws.com"),
      "Policies": [["PolicyName": "timers", "PolicyDocument": CloudFormation.policy(statements)]],
    ]
  }
}
