import Channels
import FunctionContract
import FunctionShell

/// The settings of the email channel, checked one by one.
struct EmailSettings {
  private let environment: Environment

  init(_ environment: Environment) { self.environment = environment }

  var providerName: String {
    get throws(HandlerFailure) {
      let name = try environment.require("EMAIL_PROVIDER")
      guard ["sendgrid", "smtp"].contains(name) else { throw invalid("EMAIL_PROVIDER must be sendgrid or smtp") }
      return name
    }
  }

  var provider: any EmailProvider {
    get throws(HandlerFailure) { try providerName == "smtp" ? smtp() : sendGrid() }
  }

  var from: Mailbox {
    get throws(HandlerFailure) {
      guard let address = EmailAddress(try environment.require("SENDGRID_FROM_EMAIL")) else {
        throw invalid("SENDGRID_FROM_EMAIL must be one plain address such as courses@school.example")
      }
      _ = try environment.require("REKINDLE_POSTAL_ADDRESS")
      return Mailbox(address, name: environment["SENDGRID_FROM_NAME"])
    }
  }

  private func sendGrid() throws(HandlerFailure) -> any EmailProvider {
    let key = try environment.require("SENDGRID_API_KEY")
    do throws(ProviderSettingError) {
      guard let base = environment["SENDGRID_BASE_URL"] else { return try SendGrid(apiKey: key) }
      return try SendGrid(apiKey: key, baseURL: base)
    } catch {
      throw invalid(error.description)
    }
  }

  private func smtp() throws(HandlerFailure) -> any EmailProvider {
    let url = try environment.require("SMTP_URL")
    do throws(ProviderSettingError) {
      guard let user = environment["SMTP_USERNAME"] else { return try SMTP(url: url) }
      return try SMTP(url: url, login: SMTPCall.Login(user: user, password: environment["SMTP_PASSWORD"] ?? ""))
    } catch {
      throw invalid(error.description)
    }
  }

  private func invalid(_ message: String) -> HandlerFailure {
    HandlerFailure(.configuration, "Configuration.Invalid", message)
  }
}
