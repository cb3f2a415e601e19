import Campaigns
import Domain
import Foundation
import JSON
import Rendering
import TestKit
import Testing

/// A receipt with a table, `Receipts/receipt`, as campaigns have them.
enum Receipt {
  static let folder = Package.root.appending(path: "Tests/CampaignsTests/Receipts/receipt")
  static let sender = SenderDetails(brand: "Acme", postalAddress: "1 High Street, Pune")
  static let links = RecipientLinks(
    unsubscribe: "https://u.example/1", unsubscribeAll: "https://u.example/2", preferences: "https://u.example/3")

  static let campaign = Result { try CampaignCompiler.compile(CampaignFolder(reading: folder.path)) }

  static func source() throws -> EmailSource {
    try #require(try campaign.get().messages["receipt", .email].flatMap { EmailSource(json: $0.body) })
  }

  static func sample(_ name: String) throws -> JSON { try #require(try campaign.get().samples[name]) }

  /// The receipt with a sample's values, some of them changed.
  static func email(_ sample: String, _ values: JSON = [:]) throws -> RenderedEmail {
    let context = try Receipt.sample(sample).object?.merging(values.object ?? [:]) { $1 }
    return try render(source(), .object(context ?? [:]))
  }

  /// A message of this text with these values.
  static func email(of body: String, _ values: JSON) throws -> RenderedEmail {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "class: marketing", "class: transactional")
    mini.replace("messages/hello.email.md", "Team {{brand}}", body)
    mini.addToSample(values)
    let source = try #require(try mini.compile().messages["hello", .email].flatMap { EmailSource(json: $0.body) })
    return try render(source, JSON.parse(mini.files["samples/learner.json"] ?? ""))
  }

  private static func render(_ source: EmailSource, _ context: JSON) throws -> RenderedEmail {
    try EmailRenderer.render(
      EmailTemplate(source), context: context, sender: sender, links: links,
      rewriting: { "https://u.example/c/\($0.utf8.count)" })
  }
}

extension MiniCampaign {
  /// Values that the sample has besides its own.
  mutating func addToSample(_ values: JSON) {
    let known = (try? JSON.parse(MiniCampaign.sample))?.object ?? [:]
    files["samples/learner.json"] = JSON.object(known.merging(values.object ?? [:]) { $1 }).text
  }
}
