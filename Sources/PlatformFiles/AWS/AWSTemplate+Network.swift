import FunctionContract
import YAML

extension AWSTemplate {
  /// What functions may reach, a security group for each: the database, the bus, providers, mail servers.
  private enum Reach: String, CaseIterable {
    case database = "Database"
    case events = "Events"
    case providers = "Providers"
    case mail = "Mail"

    var id: String { "\(rawValue)Clients" }
  }

  /// The security groups of a function: what it needs and nothing else.
  func securityGroups(_ manifest: Manifest) -> [Document] {
    reaches(manifest).map { reach in
      let group = CloudFormation.attribute(reach.id, "GroupId")
      return reach == .events ? unlessPiped(manifest, group) : group
    }
  }

  private func reaches(_ manifest: Manifest) -> [Reach] {
    Reach.allCases.filter { reach in
      switch reach {
      case .database: manifest.databaseRole != nil
      case .events: !topology.flows(from: manifest).isEmpty
      case .providers: manifest.reachesProviders
      case .mail: manifest.environment.all.contains("SMTP_URL")
      }
    }
  }

  var network: Document {
    let needed = Reach.allCases.filter { reach in topology.manifests.contains { reaches($0).contains(reach) } }
    var members = needed.map { reach in
      Document.Member(reach.id, CloudFormation.resource("AWS::EC2::SecurityGroup", group(reach)))
    }
    if needed.contains(.database) { members += databaseDoor.members }
    if needed.contains(.events) { members += eventsEndpoint.members }
    return .mapping(members)
  }

  private func group(_ reach: Reach) -> Document {
    let anywhere = { (port: Int) -> Document in
      ["IpProtocol": "tcp", "FromPort": .integer(port), "ToPort": .integer(port), "CidrIp": "0.0.0.0/0"]
    }
    let rules: [Document] =
      switch reach {
      case .database:
        [
          [
            "IpProtocol": "tcp", "FromPort": CloudFormation.ref("DatabasePort"),
            "ToPort": CloudFormation.ref("DatabasePort"),
            "DestinationSecurityGroupId": CloudFormation.ref("DatabaseSecurityGroupId"),
          ]
        ]
      case .events:
        [
          CloudFormation.choice(
            "CreatesEventsEndpoint",
            [
              "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
              "DestinationSecurityGroupId": CloudFormation.attribute("EventsEndpointGroup", "GroupId"),
            ], else: anywhere(443))
        ]
      case .providers: [anywhere(443)]
      case .mail: [anywhere(465), anywhere(587)]
      }
    return [
      "GroupDescription": .text("Rekindle functions that reach \(reach.rawValue.lowercased())"),
      "VpcId": CloudFormation.ref("VpcId"), "SecurityGroupEgress": .list(rules),
    ]
  }

  private var databaseDoor: Document {
    [
      "DatabaseDoor": CloudFormation.resource(
        "AWS::EC2::SecurityGroupIngress",
        [
          "GroupId": CloudFormation.ref("DatabaseSecurityGroupId"), "IpProtocol": "tcp",
          "FromPort": CloudFormation.ref("DatabasePort"), "ToPort": CloudFormation.ref("DatabasePort"),
          "SourceSecurityGroupId": CloudFormation.attribute(Reach.database.id, "GroupId"),
          "Description": "Rekindle functions",
        ])
    ]
  }

  /// The bus without a way to the Internet: only this stack's bus can be reached through it.
  private var eventsEndpoint: Document {
    let condition = "CreatesEventsEndpoint"
    return [
      "EventsEndpointGroup": CloudFormation.resource(
        "AWS::EC2::SecurityGroup", condition: condition,
        ["GroupDescription": "Rekindle endpoint of EventBridge", "VpcId": CloudFormation.ref("VpcId")]),
      "EventsEndpointDoor": CloudFormation.resource(
        "AWS::EC2::SecurityGroupIngress", condition: condition,
        [
          "GroupId": CloudFormation.attribute("EventsEndpointGroup", "GroupId"), "IpProtocol": "tcp", "FromPort": 443,
          "ToPort": 443, "SourceSecurityGroupId": CloudFormation.attribute(Reach.events.id, "GroupId"),
          "Description": "Rekindle functions that publish",
        ]),
      "EventsVpcEndpoint": CloudFormation.resource(
        "AWS::EC2::VPCEndpoint", condition: condition,
        [
          "VpcEndpointType": "Interface", "VpcId": CloudFormation.ref("VpcId"),
          "ServiceName": CloudFormation.sub("com.amazonaws.${AWS::Region}.events"),
          "SubnetIds": CloudFormation.ref("SubnetIds"), "PrivateDnsEnabled": true,
          "SecurityGroupIds": [CloudFormation.attribute("EventsEndpointGroup", "GroupId")],
          "PolicyDocument": CloudFormation.policy([
            [
              "Effect": "Allow", "Principal": "*", "Action": "events:PutEvents",
              "Resource": CloudFormation.attribute("EventBus", "Arn"),
            ]
          ]),
        ]),
    ]
  }
}
