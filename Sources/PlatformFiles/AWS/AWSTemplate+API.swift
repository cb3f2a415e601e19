import FunctionContract
import YAML

extension AWSTemplate {
  /// With `Entrance=http-api`: one HTTP API for every route, so that links, webhooks and pages share a host.
  var api: Document {
    [
      "Api": CloudFormation.resource(
        "AWS::ApiGatewayV2::Api", condition: Condition.httpAPI,
        [
          "Name": CloudFormation.ref("AWS::StackName"), "ProtocolType": "HTTP",
          "DisableExecuteApiEndpoint": CloudFormation.choice(Condition.domain, true, else: false),
        ]),
      "ApiStage": CloudFormation.resource(
        "AWS::ApiGatewayV2::Stage", condition: Condition.httpAPI,
        ["ApiId": CloudFormation.ref("Api"), "StageName": "$default", "AutoDeploy": true]),
      "ApiDomain": CloudFormation.resource(
        "AWS::ApiGatewayV2::DomainName", condition: Condition.apiDomain,
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
        "AWS::ApiGatewayV2::ApiMapping", condition: Condition.apiDomain,
        [
          "ApiId": CloudFormation.ref("Api"), "DomainName": CloudFormation.ref("ApiDomain"),
          "Stage": CloudFormation.ref("ApiStage"),
        ]),
    ]
  }

  /// The condition sees to it that the empty default is never used; cfn-lint looks at the default alone.
  var emptyCertificate: Document { ["cfn-lint": ["config": ["ignore_checks": ["W1030"]]]] }

  /// The routes of a function as the API's own.
  func apiRoutes(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    let integration: Document = [
      "\(id)Integration": CloudFormation.resource(
        "AWS::ApiGatewayV2::Integration", condition: Condition.httpAPI,
        [
          "ApiId": CloudFormation.ref("Api"), "IntegrationType": "AWS_PROXY",
          "IntegrationUri": CloudFormation.attribute("\(id)Function", "Arn"), "PayloadFormatVersion": "2.0",
        ]),
      "\(id)ApiPermission": CloudFormation.resource(
        "AWS::Lambda::Permission", condition: Condition.httpAPI,
        [
          "Action": "lambda:InvokeFunction", "FunctionName": CloudFormation.ref("\(id)Function"),
          "Principal": "apigateway.amazonaws.com",
          "SourceArn": CloudFormation.sub(
            "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"),
        ]),
    ]
    let keys = manifest.consumes.routes.flatMap(AWSTemplate.routeKeys)
    let routes = keys.enumerated().map { index, key in
      Document.Member(
        "\(id)Route\(index + 1)",
        CloudFormation.resource(
          "AWS::ApiGatewayV2::Route", condition: Condition.httpAPI,
          [
            "ApiId": CloudFormation.ref("Api"), "RouteKey": .text(key),
            "Target": CloudFormation.sub("integrations/${\(id)Integration}"),
          ]))
    }
    return .mapping(integration.members + routes)
  }

  /// A route as the API names its own: `/dashboard/**` is `/dashboard` and everything below it, GET brings HEAD.
  static func routeKeys(_ route: Route) -> [String] {
    let above = route.path.hasSuffix("/**") ? String(route.path.dropLast(3)) : nil
    let paths = above.map { [$0.isEmpty ? "/" : $0, "\($0)/{proxy+}"] } ?? [route.path]
    let methods = route.method == "GET" ? ["GET", "HEAD"] : [route.method]
    return paths.flatMap { path in methods.map { "\($0) \(path)" } }
  }
}
