import FunctionContract
import YAML

extension AWSTemplate {
  /// Lambda gives processor time by memory: less than this makes every start slow.
  private static let leastMemoryMiB = 256
  /// For the host to hand events over once the handler's own time is up.
  private static let publishSeconds = 5
  private static let longestSeconds = 900
  /// The least that a queue can be held to.
  static let leastConcurrency = 2

  /// The function with its role and its log.
  func function(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    return [
      "\(id)Function": CloudFormation.resource("AWS::Serverless::Function", properties(manifest)),
      "\(id)Role": CloudFormation.resource("AWS::IAM::Role", role(manifest)),
      "\(id)Log": CloudFormation.resource(
        "AWS::Logs::LogGroup",
        [
          "LogGroupName": CloudFormation.sub("/aws/lambda/${AWS::StackName}-\(manifest.name)"),
          "RetentionInDays": CloudFormation.ref("LogRetentionDays"),
        ]),
    ]
  }

  /// Lambda's own limit in seconds.
  func timeout(_ manifest: Manifest) -> Int {
    min(manifest.limits.timeoutSeconds + AWSTemplate.publishSeconds, AWSTemplate.longestSeconds)
  }

  /// How many invocations run at once.
  func concurrency(_ manifest: Manifest) -> Int {
    takesEvents(manifest) ? max(manifest.concurrency.max, AWSTemplate.leastConcurrency) : manifest.concurrency.max
  }

  private func properties(_ manifest: Manifest) -> Document {
    let memory = max(MemoryNeed(manifest, processes: 1).limitMiB, AWSTemplate.leastMemoryMiB)
    return [
      "FunctionName": CloudFormation.sub("${AWS::StackName}-\(manifest.name)"), "Description": .text(manifest.title),
      "PackageType": "Image",
      "ImageUri": CloudFormation.sub("${ImageRegistry}/\(manifest.imageName):${ImageTag}"),
      "MemorySize": .integer(memory), "Timeout": .integer(timeout(manifest)),
      "ReservedConcurrentExecutions": .integer(concurrency(manifest)),
      "Role": CloudFormation.attribute("\(manifest.logicalID)Role", "Arn"),
      "LoggingConfig": ["LogFormat": "Text", "LogGroup": CloudFormation.ref("\(manifest.logicalID)Log")],
      "VpcConfig": ["SecurityGroupIds": .list(securityGroups(manifest))],
      "Environment": ["Variables": variables(manifest)],
      "EventInvokeConfig": manifest.consumes.schedule.contains(where: \.isFrequent)
        ? ["MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60] : nil,
    ]
  }

  private func variables(_ manifest: Manifest) -> Document {
    let names = manifest.environment
    var members = names.all.map { name -> Document.Member in
      let value =
        names.secrets.contains(name)
        ? .text("{{resolve:secretsmanager:\(manifest.secretName):SecretString:\(name)}}")
        : CloudFormation.ref(AWSTemplate.parameterName(name))
      return .init(name, value)
    }
    members.append(.init("REKINDLE_LOG_LEVEL", CloudFormation.ref("LogLevel")))
    if !topology.flows(from: manifest).isEmpty {
      let bus = CloudFormation.sub("eventbridge:${EventBus}")
      members.append(
        .init(
          "REKINDLE_EVENTS_TO",
          isPiped(manifest) ? CloudFormation.choice(Condition.pipes, "reply", else: bus) : bus))
    }
    return .mapping(members)
  }
}
