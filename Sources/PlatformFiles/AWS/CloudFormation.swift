import YAML

/// The intrinsic functions of CloudFormation, in their long form.
enum CloudFormation {
  static func ref(_ name: String) -> Document { ["Ref": .text(name)] }

  static func attribute(_ resource: String, _ name: String) -> Document {
    ["Fn::GetAtt": [.text(resource), .text(name)]]
  }

  /// A text with `${Name}` and `${Name.Attribute}` in it.
  static func sub(_ text: String) -> Document { ["Fn::Sub": .text(text)] }

  static func choice(_ condition: String, _ then: Document, else otherwise: Document) -> Document {
    ["Fn::If": [.text(condition), then, otherwise]]
  }

  /// Leaves the property out.
  static let noValue = ref("AWS::NoValue")

  static func resource(_ type: String, condition: String? = nil, _ properties: Document) -> Document {
    ["Type": .text(type), "Condition": condition.map(Document.text), "Properties": properties]
  }

  /// A policy statement.
  static func allow(_ actions: [String], on resource: Document, when condition: Document? = nil) -> Document {
    ["Effect": "Allow", "Action": .texts(actions), "Resource": resource, "Condition": condition]
  }

  static func policy(_ statements: [Document]) -> Document {
    ["Version": "2012-10-17", "Statement": .list(statements)]
  }

  /// Lets a service take on a role, for this account's own resources only.
  static func trust(_ service: String) -> Document {
    policy([
      [
        "Effect": "Allow", "Principal": ["Service": .text(service)], "Action": "sts:AssumeRole",
        "Condition": service.hasPrefix("lambda") ? nil : ["StringEquals": ["aws:SourceAccount": ref("AWS::AccountId")]],
      ]
    ])
  }
}
