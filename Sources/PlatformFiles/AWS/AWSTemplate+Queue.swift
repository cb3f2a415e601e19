import FunctionContract
import YAML

extension AWSTemplate {
  private static let receives = 5
  /// A Pipe cannot be held to a concurrency, and a call that Lambda throttles counts as received.
  private static let pipedReceives = 20
  private static let fourteenDays = 14 * 24 * 3600

  /// The queue in front of a function with what reads it, the queue of what was given up with an alarm, and the rule
  /// that fills the first.
  func queue(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    let queue: Document = [
      "\(id)Queue": CloudFormation.resource(
        "AWS::SQS::Queue",
        [
          "VisibilityTimeout": .integer(6 * timeout(manifest)),
          "RedrivePolicy": [
            "deadLetterTargetArn": CloudFormation.attribute("\(id)DeadLetters", "Arn"),
            "maxReceiveCount": receives(manifest),
          ],
        ]),
      "\(id)DeadLetters": CloudFormation.resource(
        "AWS::SQS::Queue", ["MessageRetentionPeriod": .integer(AWSTemplate.fourteenDays)]),
      "\(id)Alarm": CloudFormation.resource("AWS::CloudWatch::Alarm", alarm(manifest)),
      "\(id)Mapping": CloudFormation.resource(
        "AWS::Lambda::EventSourceMapping", condition: isPiped(manifest) ? Condition.queues : nil, mapping(manifest)),
    ]
    return queue.adding(isPiped(manifest) ? pipe(manifest) : [:]).adding(rule(manifest))
  }

  private func receives(_ manifest: Manifest) -> Document {
    let few = Document.integer(AWSTemplate.receives)
    guard isPiped(manifest) else { return few }
    return CloudFormation.choice(Condition.pipes, .integer(AWSTemplate.pipedReceives), else: few)
  }

  /// One message an invocation: the time limit is that of one event.
  private func mapping(_ manifest: Manifest) -> Document {
    [
      "EventSourceArn": CloudFormation.attribute("\(manifest.logicalID)Queue", "Arn"),
      "FunctionName": CloudFormation.ref("\(manifest.logicalID)Function"), "BatchSize": 1,
      "FunctionResponseTypes": ["ReportBatchItemFailures"],
      "ScalingConfig": ["MaximumConcurrency": .integer(concurrency(manifest))],
    ]
  }

  /// The types that reach the function over the bus, as a rule's pattern writes them.
  private func busTypes(_ manifest: Manifest) -> [Document] {
    let inside = Set(topology.flows(to: manifest).map(\.type)).sorted().map(Document.text)
    let outside = topology.outsideEvents(of: manifest).map { pattern -> Document in
      let text = pattern.description
      return text.hasSuffix("*") ? ["prefix": .text(String(text.dropLast()))] : .text(text)
    }
    return inside + outside
  }

  private func rule(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    let types = busTypes(manifest)
    if types.isEmpty { return [:] }
    let target: Document = [
      "Id": "queue", "Arn": CloudFormation.attribute("\(id)Queue", "Arn"),
      "DeadLetterConfig": ["Arn": CloudFormation.attribute("\(id)DeadLetters", "Arn")],
    ]
    return [
      "\(id)Rule": CloudFormation.resource(
        "AWS::Events::Rule",
        [
          "EventBusName": CloudFormation.ref("EventBus"),
          "Description": .text("Events for \(manifest.name)"),
          "EventPattern": ["detail-type": .list(types)], "Targets": [target],
        ]),
      "\(id)QueuePolicy": CloudFormation.resource("AWS::SQS::QueuePolicy", queuePolicy(manifest)),
    ]
  }

  /// The rule, and nobody else by this policy, may fill the queues.
  private func queuePolicy(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    let queues = ["\(id)Queue", "\(id)DeadLetters"]
    return [
      "Queues": .list(queues.map(CloudFormation.ref)),
      "PolicyDocument": CloudFormation.policy([
        [
          "Effect": "Allow", "Principal": ["Service": "events.amazonaws.com"], "Action": "sqs:SendMessage",
          "Resource": .list(queues.map { CloudFormation.attribute($0, "Arn") }),
          "Condition": ["ArnEquals": ["aws:SourceArn": CloudFormation.attribute("\(id)Rule", "Arn")]],
        ]
      ]),
    ]
  }

  private func alarm(_ manifest: Manifest) -> Document {
    [
      "AlarmDescription": .text("\(manifest.name) gave up an event: read it, mend the cause, redrive the queue"),
      "Namespace": "AWS/SQS", "MetricName": "ApproximateNumberOfMessagesVisible",
      "Dimensions": [
        [
          "Name": "QueueName", "Value": CloudFormation.attribute("\(manifest.logicalID)DeadLetters", "QueueName"),
        ]
      ],
      "Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 1,
      "ComparisonOperator": "GreaterThanOrEqualToThreshold", "TreatMissingData": "notBreaching",
      "AlarmActions": CloudFormation.choice(
        "HasAlarmTopic", [CloudFormation.ref("AlarmTopicArn")], else: CloudFormation.noValue),
    ]
  }
}
