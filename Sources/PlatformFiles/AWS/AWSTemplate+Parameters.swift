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
      "EventCarrier": parameter(
        "queues: functions publish, their queues call them; pipes: a Pipe does both for functions of up to 290 seconds",
        default: "queues", among: ["queues", "pipes"]),
      "Entrance": parameter(
        "http-api: one HTTP API; function-urls: an address for each function behind one CloudFront distribution",
        default: "http-api", among: ["http-api", "function-urls"]),
      "DomainName": parameter("Public host name of the routes; empty for the entrance's own", default: ""),
      "CertificateArn": parameter(
        "Certificate of that name in ACM, in this region; with function-urls in us-east-1", default: ""),
    ]
    return own.adding(settingParameters)
  }

  /// What the parameters choose between.
  enum Condition {
    static let queues = "UsesQueues"
    static let pipes = "UsesPipes"
    static let httpAPI = "UsesHttpApi"
    static let functionURLs = "UsesFunctionUrls"
    static let domain = "HasDomain"
    static let apiDomain = "HasApiDomain"
  }

  var conditions: Document {
    let chosen = { (name: String, value: String) -> Document in
      ["Fn::Equals": [CloudFormation.ref(name), .text(value)]]
    }
    let given = { (name: String) -> Document in ["Fn::Not": [chosen(name, "")]] }
    return [
      "HasAlarmTopic": given("AlarmTopicArn"), Condition.domain: given("DomainName"),
      "CreatesEventsEndpoint": chosen("EventsEndpoint", "create"),
      Condition.queues: chosen("EventCarrier", "queues"), Condition.pipes: chosen("EventCarrier", "pipes"),
      Condition.httpAPI: chosen("Entrance", "http-api"), Condition.functionURLs: chosen("Entrance", "function-urls"),
      Condition.apiDomain: [
        "Fn::And": [["Condition": .text(Condition.domain)], ["Condition": .text(Condition.httpAPI)]]
      ],
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
