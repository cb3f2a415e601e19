import FunctionContract
import YAML

extension AWSTemplate {
  /// A Pipe's run ends after 300 seconds: ten of them stay for taking the message and handing the events on.
  private static let longestPipedSeconds = 290

  /// Whether a Pipe can carry the function's events both ways: it takes some, emits some, and ends in time.
  ///
  /// A function with routes publishes itself: what a request makes it emit passes no Pipe.
  func isPiped(_ manifest: Manifest) -> Bool {
    takesEvents(manifest) && !topology.flows(from: manifest).isEmpty && manifest.consumes.routes.isEmpty
      && timeout(manifest) <= AWSTemplate.longestPipedSeconds
  }

  /// What the function needs to read its queue and to publish: with `EventCarrier=pipes` its Pipe has it instead.
  func unlessPiped(_ manifest: Manifest, _ value: Document) -> Document {
    isPiped(manifest) ? CloudFormation.choice(Condition.queues, value, else: CloudFormation.noValue) : value
  }

  /// Queue → function → bus: what the function returns for a message is put on the bus as it is, event by event.
  func pipe(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    return [
      "\(id)Pipe": CloudFormation.resource(
        "AWS::Pipes::Pipe", condition: Condition.pipes,
        [
          "Description": .text("Events for \(manifest.name), and those that it emits"),
          "RoleArn": CloudFormation.attribute("\(id)PipeRole", "Arn"),
          "Source": CloudFormation.attribute("\(id)Queue", "Arn"),
          "SourceParameters": ["SqsQueueParameters": ["BatchSize": 1]],
          "Enrichment": CloudFormation.attribute("\(id)Function", "Arn"),
          "Target": CloudFormation.attribute("EventBus", "Arn"),
          "TargetParameters": [
            "EventBridgeEventBusParameters": ["DetailType": "$.type", "Source": "$.source"]
          ],
        ]),
      "\(id)PipeRole": CloudFormation.resource(
        "AWS::IAM::Role", condition: Condition.pipes,
        [
          "AssumeRolePolicyDocument": CloudFormation.trust("pipes.amazonaws.com"),
          "Policies": [
            [
              "PolicyName": "pipe",
              "PolicyDocument": CloudFormation.policy([
                readsQueue(manifest),
                CloudFormation.allow(
                  ["lambda:InvokeFunction"], on: CloudFormation.attribute("\(id)Function", "Arn")),
                putsEvents(manifest),
              ]),
            ]
          ],
        ]),
    ]
  }
}
