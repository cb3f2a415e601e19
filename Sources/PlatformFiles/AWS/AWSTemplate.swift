import FunctionContract
import YAML

/// AWS: a Lambda function for each handler, a queue in front of each that takes events, a bus between them, a schedule
/// for each timer, one host for the routes.
///
/// A deployment chooses who carries events (`EventCarrier`) and where requests come in (`Entrance`).
struct AWSTemplate {
  let topology: Topology
  let settings: PlatformSettings

  /// Throws where a timer cannot be said in AWS' words.
  init(topology: Topology, settings: PlatformSettings) throws(PlatformError) {
    self.topology = topology
    self.settings = settings
    for manifest in topology.manifests {
      for schedule in manifest.consumes.schedule where !ScheduleExpression.isExpressible(schedule.cron) {
        throw PlatformError(
          "\(manifest.name): AWS has no schedule for \(schedule.cron): give a day of the month or a weekday, not both")
      }
    }
  }

  var file: PlatformFile { PlatformFile("aws/template.yaml", [document]) }

  private var document: Document {
    [
      "AWSTemplateFormatVersion": "2010-09-09", "Transform": "AWS::Serverless-2016-10-31",
      "Description": "Rekindle: learner re-engagement on Lambda", "Parameters": parameters,
      "Conditions": conditions, "Globals": globals, "Resources": resources, "Outputs": outputs,
    ]
  }

  private var globals: Document {
    [
      "Function": [
        "Architectures": [CloudFormation.ref("Architecture")],
        "VpcConfig": ["SubnetIds": CloudFormation.ref("SubnetIds")],
      ]
    ]
  }

  private var resources: Document {
    var members = network.members + bus.members
    if !servers.isEmpty { members += api.members + distribution.members }
    for manifest in topology.manifests {
      members += function(manifest).members
      if takesEvents(manifest) { members += queue(manifest).members }
    }
    for manifest in servers { members += apiRoutes(manifest).members + functionURL(manifest).members }
    return .mapping(members + timers.members)
  }

  private var outputs: Document {
    let bus: Document = [
      "EventBus": [
        "Description": "Put lms.* events here, the CloudEvent as detail", "Value": CloudFormation.ref("EventBus"),
      ]
    ]
    return servers.isEmpty ? bus : bus.adding(addresses)
  }

  /// Where requests come in.
  private var addresses: Document {
    let own = "Where the routes are served without a domain of your own"
    let hosts: Document = [
      "ApiEndpoint": [
        "Condition": .text(Condition.httpAPI), "Description": .text(own),
        "Value": CloudFormation.sub("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}"),
      ],
      "DistributionAddress": [
        "Condition": .text(Condition.functionURLs), "Description": .text(own),
        "Value": CloudFormation.sub("https://${Distribution.DomainName}"),
      ],
    ]
    let functions = servers.map { manifest in
      Document.Member(
        "\(manifest.logicalID)Address",
        [
          "Condition": .text(Condition.functionURLs), "Description": .text("Address of \(manifest.name) alone"),
          "Value": CloudFormation.attribute("\(manifest.logicalID)Url", "FunctionUrl"),
        ])
    }
    return .mapping(hosts.members + functions)
  }

  /// Whether events reach the function through a queue; a deployment calls its steps itself.
  func takesEvents(_ manifest: Manifest) -> Bool { !manifest.consumes.events.isEmpty && !manifest.isDeployStep }

  /// The functions that answer requests.
  var servers: [Manifest] { topology.manifests.filter { !$0.consumes.routes.isEmpty } }

  private var bus: Document {
    [
      "EventBus": CloudFormation.resource(
        "AWS::Events::EventBus", ["Name": CloudFormation.ref("AWS::StackName")])
    ]
  }
}

extension Manifest {
  /// The function's name as CloudFormation writes ids: `schedule-tick` is `ScheduleTick`.
  var logicalID: String { name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }
}
