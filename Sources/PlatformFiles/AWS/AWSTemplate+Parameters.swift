import FunctionContract
import YAML

extension AWSTemplate {
  /// What a deployment decides: its network, its images, and the settings that its functions read.
  var parameters: Document {
    let own: Document = [
      "ImageRegistry": parameter("Where the images are: <account>.dkr.ecr.<region>.amazonaws.com/rekindle"),
      "ImageTag": parameter("Tag of the images", default: settings.version),
      "Architecture": parameter("Of the images", default: "x86_64", among: ["x86_64", "arm64"]),
      "VpcId": parameter("The network of the database", type: "AWS::EC2::VPC::Id"),
      "SubnetIds": parameter(
        "Private subnets for the functions; those that send need a NAT gateway", type: "List<AWS::EC2::Subnet::Id>"),
      "DatabaseSecurityGroupId": parameter(
        "Security group of PostgreSQL, its pooler or RDS Proxy; the functions are let in",
        type: "AWS::EC2::SecurityGroup::Id"),
      "DatabasePort": parameter("", default: "5432", type: "Number"),
      "EventsEndpoint": parameter(
        "create: an endpoint of EventBridge in the network; none: there is one, or the subnets have a NAT gateway",
        default: "create", among: ["create", "none"]),
      "AlarmTopicArn": parameter("SNS topic that hears of events that were given up; empty for none", default: ""),
      "LogRetentionDays": parameter("", default: "30", type: "Number"),
      "LogLevel": parameter("", default: "info", among: ["debug", "info", "warning", "error"]),
      "TimerState": parameter(
        "DISABLED until the database is migrated and the campaigns are published", default: "ENABLED",
        among: ["ENABLED", "DISABLED"]),
      "DomainName": parameter("Public host name of the routes; empty for API Gateway's own", default: ""),
      "CertificateArn": parameter("Certificate of that name in ACM, in this region", default: ""),
    ]
    return own.adding(settingParameters)
  }

  var conditions: Document {
    let given = { (name: String) -> Document in ["Fn::Not": [["Fn::Equals": [CloudFormation.ref(name), ""]]]] }
    return [
      "HasAlarmTopic": given("AlarmTopicArn"), "HasDomain": given("DomainName"),
      "CreatesEventsEndpoint": ["Fn::Equals": [CloudFormation.ref("EventsEndpoint"), "create"]],
    ]
  }

  /// The parameter of a setting: `REKINDLE_PUBLIC_URL` is `RekindlePublicUrl`.
  static func parameterName(_ setting: String) -> String {
    setting.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
  }

  private var settingParameters: Document {
    let names = Set(topology.manifests.flatMap(\.environment.settings)).sorted()
    return .mapping(
      names.map { name in
        let users = topology.manifests.filter { $0.environment.all.contains(name) }
        let requiring = users.filter { $0.environment.required.contains(name) }
        let text =
          (requiring.isEmpty ? "Optional, for " : "Required by ") + list(requiring.isEmpty ? users : requiring)
        return .init(
          AWSTemplate.parameterName(name), parameter("\(name). \(text)", default: requiring.isEmpty ? "" : nil))
      })
  }

  private func list(_ manifests: [Manifest]) -> String { manifests.map(\.name).joined(separator: ", ") }

  private func parameter(
    _ description: String, default value: String? = nil, type: String = "String", among values: [String] = []
  ) -> Document {
    [
      "Type": .text(type), "Description": description.isEmpty ? nil : .text(description),
      "Default": value.map { type == "Number" ? .integer(Int($0) ?? 0) : .text($0) },
      "AllowedValues": values.isEmpty ? nil : .texts(values),
    ]
  }
}

extension Document {
  /// A mapping with the members of another behind its own.
  func adding(_ other: Document) -> Document { .mapping(members + other.members) }
}
