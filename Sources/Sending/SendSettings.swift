public import FunctionContract
public import FunctionShell
public import Rendering
public import Signing

/// The settings that every sender shares.
public struct SendSettings: Sendable {
  /// Base of our own pages, without a closing slash.
  public let publicURL: String
  public let keys: KeyRing
  /// Hosts that tracked links may lead to.
  public let linkHosts: LinkHosts
  public internal(set) var environmentName: String
  public let sender: SenderDetails
  /// Whom this installation may write to; nil for everybody.
  let recipients: AllowedRecipients?

  /// Reads and checks them; throws 78 and names the one at fault.
  public init(_ environment: Environment) throws(HandlerFailure) {
    publicURL = try SendSettings.publicURL(environment.require("REKINDLE_PUBLIC_URL"))
    keys = try SendSettings.keys(environment.require("REKINDLE_SIGNING_KEYS"))
    linkHosts = LinkHosts(parsing: try environment.require("REKINDLE_LINK_HOSTS"))
    environmentName = try environment.require("REKINDLE_ENVIRONMENT")
    sender = SenderDetails(
      brand: try environment.require("REKINDLE_SENDER_NAME"),
      postalAddress: environment["REKINDLE_POSTAL_ADDRESS"] ?? "",
      supportEmail: environment["REKINDLE_SUPPORT_EMAIL"],
      supportPhone: environment["REKINDLE_SUPPORT_PHONE"])
    recipients = try environment["REKINDLE_ONLY_TO"].map(AllowedRecipients.init)
  }

  private static func publicURL(_ text: String) throws(HandlerFailure) -> String {
    do throws(LinkFault) {
      let target = try LinkTarget(text)
      if target.isMail { throw LinkFault.scheme }
      return target.url.hasSuffix("/") ? String(target.url.dropLast()) : target.url
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", "REKINDLE_PUBLIC_URL: \(error)")
    }
  }

  private static func keys(_ text: String) throws(HandlerFailure) -> KeyRing {
    do throws(KeyRingError) {
      return try KeyRing(parsing: text)
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", "REKINDLE_SIGNING_KEYS: \(error)")
    }
  }
}
