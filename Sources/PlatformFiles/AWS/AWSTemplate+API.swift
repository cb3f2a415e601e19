import FunctionContract
import YAML

extension AWSTemplate {
  /// One HTTP API for every route, so that links, webhooks and pages share a host; its domain where one is given.
  var api: Document {
    guard topology.manifests.contains(where: { !$0.consumes.routes.isEmpty }) else { return [:] }
    return [
      "Api": CloudFormation.resource(
        "AWS::Serverless::HttpApi",
        [
          "Name": CloudFormation.ref("AWS::StackName"), "FailOnWarnings": true,
          "DisableExecuteApiEndpoint": CloudFormation.choice("HasDomain", true, else: false),
        ]),
      "ApiDomain": CloudFormation.resource(
        "AWS::ApiGatewayV2::DomainName", condition: "HasDomain",
        [
          "DomainName": CloudFormation.ref("DomainName"),
          "DomainNameConfigurations": [
            [
              "CertificateArn": CloudFormation.ref("CertificateArn"), "EndpointType": "REGIONAL",
              "SecurityPolicy": "TLS_1_2",
            ]
          ],
        ]
      ).adding(["Metadata": emptyCertificate]),
      "ApiMapping": CloudFormation.resource(
        "AWS::ApiGatewayV2::ApiMapping", condition: "HasDomain",
        [
          "ApiId": CloudFormation.ref("Api"), "DomainName": CloudFormation.ref("ApiDomain"),
          "Stage": CloudFormation.ref("ApiApiGatewayDefaultStage"),
        ]),
    ]
  }

  /// The condition sees to it that the empty default is never used; cfn-lint looks at the default alone.
  private var emptyCertificate: Document { ["cfn-lint": ["config": ["ignore_checks": ["W1030"]]]] }

  /// The routes of a function as the API's own.
  func routeTriggers(_ manifest: Manifest) -> Document {
    let routes = manifest.consumes.routes.flatMap { route in
      AWSTemplate.paths(route).map { (method: route.method, path: $0) }
    }
    return .mapping(
      routes.enumerated().map { index, route in
        .init(
          "Route\(index + 1)",
          [
            "Type": "HttpApi",
            "Properties": [
              "ApiId": CloudFormation.ref("Api"), "Method": .text(route.method), "Path": .text(route.path),
              "PayloadFormatVersion": "2.0",
            ],
          ])
      })
  }

  /// `/dashboard/**` is `/dashboard` and everything below it.
  static func paths(_ route: Route) -> [String] {
    guard route.path.hasSuffix("/**") else { return [route.path] }
    let above = String(route.path.dropLast(3))
    return [above.isEmpty ? "/" : above, "\(above)/{proxy+}"]
  }
}
