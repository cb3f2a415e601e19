import FunctionContract
@testable import PlatformFiles
import Testing
import YAML

/// The way of requests through the SAM template, with either `Entrance`.
@Suite struct AWSEntranceTests {
  private let servers: [Manifest]

  init() throws { servers = try CommittedFiles.manifests().filter { !$0.consumes.routes.isEmpty } }

  @Test func everyRouteIsOneOfTheAPIsWithItsOwnFunctionBehindItAndOnlyThose() throws {
    let deployment = try Deployment(["Entrance": "http-api"])
    let routes = deployment.all("AWS::ApiGatewayV2::Route").values
    let wanted = servers.flatMap { manifest in
      manifest.consumes.routes.flatMap(AWSTemplate.routeKeys).map { "\($0) \(manifest.logicalID)Function" }
    }
    let found = try routes.map { route in
      let integration = try #require(route["Target"]?.references.first)
      let function = try #require(deployment.properties(integration)["IntegrationUri"]?.resource)
      return "\(route["RouteKey"]?.scalar ?? "") \(function)"
    }
    #expect(found.sorted() == wanted.sorted())
    for route in ["GET /dashboard/{proxy+}", "GET /unsubscribe/{token}", "HEAD /c/{code}", "POST /webhooks/{provider}"]
    {
      #expect(routes.contains { $0["RouteKey"]?.scalar == route }, "\(route)")
    }
    #expect(!routes.contains { $0["RouteKey"]?.scalar == "HEAD /api/learners/{user_id}/consents" })
    let permissions = deployment.all("AWS::Lambda::Permission").values
    #expect(Set(permissions.map { $0["FunctionName"]?.resource }) == Set(servers.map { "\($0.logicalID)Function" }))
    #expect(permissions.allSatisfy { $0["SourceArn"]?.references.contains("Api") == true })
    #expect(deployment.all("AWS::Lambda::Url").isEmpty && deployment.all("AWS::CloudFront::Distribution").isEmpty)
  }

  @Test func withAddressesOfTheirOwnTheFunctionsStandBehindOneHostEachAtItsPaths() throws {
    let deployment = try Deployment(["Entrance": "function-urls"])
    #expect(!deployment.resources.values.contains { $0["Type"]?.scalar?.hasPrefix("AWS::ApiGateway") == true })
    let urls = deployment.all("AWS::Lambda::Url")
    #expect(Set(urls.keys) == Set(servers.map { "\($0.logicalID)Url" }))
    for manifest in servers {
      let id = manifest.logicalID
      let actions = deployment.all("AWS::Lambda::Permission").values
        .filter { $0["FunctionName"]?.resource == "\(id)Function" }.compactMap { $0["Action"]?.scalar }
      #expect(Set(actions) == ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"])
      #expect(deployment.outputs.contains("\(id)Address"))
    }
    let config = try #require(deployment.properties("Distribution")["DistributionConfig"])
    for (manifest, origin) in zip(servers, config["Origins"]?.elements ?? []) {
      #expect(origin["Id"]?.scalar == manifest.name)
      #expect(origin["DomainName"]?.references == ["\(manifest.logicalID)Url"])
    }
    for manifest in servers {
      for route in manifest.consumes.routes { expect(route, reaches: manifest, in: config) }
    }
  }

  /// CloudFront's way to find an origin: the first pattern that matches.
  private func expect(_ route: Route, reaches manifest: Manifest, in config: YAMLNode) {
    for path in paths(route) {
      let taken = config["CacheBehaviors"]?.elements.first { behaviour in
        let pattern = behaviour["PathPattern"]?.scalar ?? ""
        return pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
      }
      #expect(taken?["TargetOriginId"]?.scalar == manifest.name, "\(path)")
      let methods = taken?["AllowedMethods"]?.elements.compactMap(\.scalar) ?? []
      #expect(methods.contains(route.method) && methods.contains("HEAD"), "\(path)")
    }
  }

  private func paths(_ route: Route) -> [String] {
    guard route.path.hasSuffix("/**") else {
      return [route.path.split(separator: "/").map { $0.hasPrefix("{") ? "/x" : "/\($0)" }.joined()]
    }
    let above = String(route.path.dropLast(3))
    return [above, "\(above)/x/y"]
  }

  @Test func aDomainIsThatOfTheEntranceThatIsThere() throws {
    let domain = ["DomainName": "learn.example", "CertificateArn": "arn"]
    let api = try Deployment(domain.merging(["Entrance": "http-api"]) { $1 })
    #expect(try api.properties("Api")["DisableExecuteApiEndpoint"]?.scalar == "true")
    #expect(api.all("AWS::ApiGatewayV2::DomainName").count == 1)
    let urls = try Deployment(domain.merging(["Entrance": "function-urls"]) { $1 })
    #expect(urls.all("AWS::ApiGatewayV2::DomainName").isEmpty)
    let config = try #require(urls.properties("Distribution")["DistributionConfig"])
    #expect(config["Aliases"]?.elements.first?["Ref"]?.scalar == "DomainName")
    let plain = try Deployment(["Entrance": "function-urls"]).properties("Distribution")
    #expect(plain["DistributionConfig.Aliases"] == nil && plain["DistributionConfig.ViewerCertificate"] == nil)
  }
}
