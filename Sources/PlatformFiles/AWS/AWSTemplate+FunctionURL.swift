import FunctionContract
import YAML

extension AWSTemplate {
  /// Of CloudFront's own policies: keep nothing, and pass everything on but the host's name, which is the function's.
  private static let cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  private static let allViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
  /// The longest that CloudFront waits for an answer without a raised quota.
  private static let longestWaitSeconds = 60

  /// With `Entrance=function-urls`: the function's own address.
  ///
  /// A public address needs both permissions; the second one is good for calls through the address only.
  func functionURL(_ manifest: Manifest) -> Document {
    let id = manifest.logicalID
    let function = CloudFormation.ref("\(id)Function")
    return [
      "\(id)Url": CloudFormation.resource(
        "AWS::Lambda::Url", condition: Condition.functionURLs,
        ["AuthType": "NONE", "TargetFunctionArn": CloudFormation.attribute("\(id)Function", "Arn")]),
      "\(id)UrlPermission": CloudFormation.resource(
        "AWS::Lambda::Permission", condition: Condition.functionURLs,
        [
          "Action": "lambda:InvokeFunctionUrl", "FunctionName": function, "Principal": "*",
          "FunctionUrlAuthType": "NONE",
        ]),
      "\(id)UrlInvocation": CloudFormation.resource(
        "AWS::Lambda::Permission", condition: Condition.functionURLs,
        [
          "Action": "lambda:InvokeFunction", "FunctionName": function, "Principal": "*",
          "InvokedViaFunctionUrl": true,
        ]),
    ]
  }

  /// One host in front of the functions' addresses: each path goes to its function, the rest to the first, which
  /// answers 404.
  var distribution: Document {
    let config: Document = [
      "Enabled": true, "Comment": CloudFormation.ref("AWS::StackName"), "HttpVersion": "http2",
      "Aliases": CloudFormation.choice(
        Condition.domain, [CloudFormation.ref("DomainName")], else: CloudFormation.noValue),
      "ViewerCertificate": CloudFormation.choice(
        Condition.domain,
        [
          "AcmCertificateArn": CloudFormation.ref("CertificateArn"), "SslSupportMethod": "sni-only",
          "MinimumProtocolVersion": "TLSv1.2_2021",
        ], else: CloudFormation.noValue),
      "Origins": .list(servers.map(origin)),
      "DefaultCacheBehavior": servers.first.map(behaviour),
      "CacheBehaviors": .list(pathBehaviours),
    ]
    return [
      "Distribution": CloudFormation.resource(
        "AWS::CloudFront::Distribution", condition: Condition.functionURLs, ["DistributionConfig": config]
      ).adding(["Metadata": emptyCertificate])
    ]
  }

  private func origin(_ manifest: Manifest) -> Document {
    [
      "Id": .text(manifest.name),
      "DomainName": [
        "Fn::Select": [2, ["Fn::Split": ["/", CloudFormation.attribute("\(manifest.logicalID)Url", "FunctionUrl")]]]
      ],
      "CustomOriginConfig": [
        "OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"],
        "OriginReadTimeout": .integer(min(timeout(manifest), AWSTemplate.longestWaitSeconds)),
      ],
    ]
  }

  private func behaviour(_ manifest: Manifest) -> Document {
    let onlyReads = manifest.consumes.routes.allSatisfy { $0.method == "GET" }
    return [
      "TargetOriginId": .text(manifest.name), "ViewerProtocolPolicy": "redirect-to-https",
      "AllowedMethods": .texts(
        onlyReads ? ["GET", "HEAD"] : ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]),
      "CachePolicyId": .text(AWSTemplate.cachingDisabled),
      "OriginRequestPolicyId": .text(AWSTemplate.allViewerExceptHostHeader),
    ]
  }

  /// CloudFront takes the first pattern that matches, so that a path stands before what is above it.
  private var pathBehaviours: [Document] {
    let owned = servers.flatMap { manifest in manifest.routePrefixes.map { (prefix: $0, manifest: manifest) } }
    return owned.sorted { $1.prefix < $0.prefix }.flatMap { prefix, manifest in
      AWSTemplate.patterns(prefix).map { behaviour(manifest).adding(["PathPattern": .text($0)]) }
    }
  }

  private static func patterns(_ prefix: RoutePrefix) -> [String] {
    if prefix.isExact { return [prefix.path] }
    return prefix.path == "/" ? ["/*"] : [prefix.path, "\(prefix.path)/*"]
  }
}
