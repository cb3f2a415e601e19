/// Where the local stage listens unless told otherwise.
enum Address {
  static let gatewayPort = 8080
  static let providerPort = 8081
  static let gateway = "http://127.0.0.1:\(gatewayPort)"
  static let providers = "http://127.0.0.1:\(providerPort)"
}
