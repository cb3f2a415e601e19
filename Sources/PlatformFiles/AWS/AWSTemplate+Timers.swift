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
      "Target": target(manifest, schedule).adding([
        "RoleArn": CloudFormation.attribute("SchedulerRole", "Arn"), "Input": .text(input.text),
      ]),
    ]
  }

  /// What fires within the hour calls the function at once and is never repeated: the next firing is soon enough.
  ///
  /// Everything else waits in the function's queue.
  private func target(_ manifest: Manifest, _ schedule: Manifest.Schedule) -> Document {
    if schedule.isFrequent {
      return [
        "Arn": CloudFormation.attribute("\(manifest.logicalID)Function", "Arn"),
        "RetryPolicy": ["MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60],
      ]
    }
    return [
      "Arn": CloudFormation.attribute("\(manifest.logicalID)Queue", "Arn"),
      "RetryPolicy": ["MaximumRetryAttempts": 60, "MaximumEventAgeInSeconds": 3600],
      "DeadLetterConfig": ["Arn": CloudFormation.attribute("\(manifest.logicalID)DeadLetters", "Arn")],
    ]
  }

  private var schedulerRole: Document {
    let timed = topology.manifests.filter { !$0.consumes.schedule.isEmpty }
    let called = timed.filter { $0.consumes.schedule.contains(where: \.isFrequent) }
    let queued = timed.filter { $0.consumes.schedule.contains { !$0.isFrequent } }
    var statements: [Document] = []
    if !called.isEmpty {
      let functions = called.map { CloudFormation.attribute("\($0.logicalID)Function", "Arn") }
      statements.append(CloudFormation.allow(["lambda:InvokeFunction"], on: .list(functions)))
    }
    if !queued.isEmpty {
      let queues = queued.flatMap { ["\($0.logicalID)Queue", "\($0.logicalID)DeadLetters"] }
      statements.append(
        CloudFormation.allow(["sqs:SendMessage"], on: .list(queues.map { CloudFormation.attribute($0, "Arn") })))
    }
    return [
      "AssumeRolePolicyDocument": CloudFormation.trust("scheduler.amazonaws.com"),
      "Policies": [["PolicyName": "timers", "PolicyDocument": CloudFormation.policy(statements)]],
    ]
  }
}
