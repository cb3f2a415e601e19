import Campaigns
import Domain
import Foundation
import JSON
import TestKit
import Testing

/// What the messages about orders and money carry, whoever reads them.
@Suite struct ShopTextTests {
  /// What each message must say, and the words on its button.
  static let campaigns = [
    ("order-confirmation", "confirmation", ["order_number", "subtotal", "discount_total", "total"], "View the order"),
    ("enrollment-confirmation", "confirmation", ["child_name", "class_name", "schedule", "place"], "View the class"),
    (
      "installment-reminder", "due-soon", ["amount", "due_date", "class_name", "installment_count"],
      "Pay or check how you pay"
    ),
    (
      "payment-success", "receipt", ["amount", "payment_date", "payment_method", "transaction_id"], "View the receipt"
    ),
    ("payment-failed", "failed", ["amount", "failure_reason", "class_name"], "Pay now"),
    ("enrollment-cancelled", "cancellation", ["child_name", "class_name", "cancellation_date"], "Browse classes"),
  ]

  private func page(_ campaign: String, _ name: String) throws -> String {
    let pages = try CampaignPreview.pages(of: Package.campaign(campaign))
    return try #require(pages.first { $0.name == name }?.text, "\(campaign)/\(name)")
  }

  /// Holds REQ-3-17, REQ-3-21, REQ-3-27, X-58, X-64, X-104.
  @Test(arguments: campaigns)
  func eachIsTransactionalHasItsFactsOneButtonAndNoOptOut(
    _ slug: String, _ message: String, _ facts: [String], _ button: String
  ) throws {
    let campaign = try Package.campaign(slug)
    #expect(campaign.campaign.messageClass == .transactional)
    #expect(campaign.campaign.retry == RetryPolicy(delays: [.seconds(60), .seconds(120), .seconds(240)]))
    #expect(campaign.campaign.steps.allSatisfy { $0.channels == [.email, .sms] && $0.delivery == .failover })
    let sample = slug == "order-confirmation" ? "one-time" : "learner"
    let values = try #require(campaign.samples[sample])
    let text = try page(slug, "\(message).\(sample).email.txt")
    for fact in facts {
      let value = try #require(values[fact])
      let shown = value.string ?? value.text
      #expect(text.contains(shown), "\(fact) \(shown)")
    }
    let html = try page(slug, "\(message).\(sample).email.html")
    #expect(html.components(separatedBy: ">\(button)<").count == 2, "one button")
    #expect(html.contains("/preferences/") && !html.contains("/unsubscribe/"))
    #expect(!text.lowercased().contains("unsubscribe"))
  }

  /// Holds REQ-3-06.
  @Test func theRefundIsThereOnlyWhereThereIsOne() throws {
    #expect(try page("enrollment-cancelled", "cancellation.learner.email.txt").contains("$60.00 go back"))
    for ending in ["email.txt", "email.html", "sms.txt"] {
      let page = try page("enrollment-cancelled", "cancellation.no-refund.\(ending)")
      #expect(!page.lowercased().contains("refund"), "\(ending)")
    }
  }

  /// Holds REQ-3-22.
  @Test func anOrdersLinesAreATableInWhichTheDiscountHasARowOnlyWhereThereIsOne() throws {
    let text = try page("order-confirmation", "confirmation.one-time.email.txt")
    for words in ["Painting for Beginners", "Chess Club", "Ravi", "$90.00", "Discount", "−$21.00", "$189.00"] {
      #expect(text.contains(words), "\(words)")
    }
    let plain = try page("order-confirmation", "confirmation.learner.email.txt")
    #expect(!plain.contains("Discount") && plain.contains("Tax") && plain.contains("20 January 2027"))
    let html = try page("order-confirmation", "confirmation.one-time.email.html")
    #expect(html.contains("<th") && html.contains("</table>"))
    #expect(!(try page("order-confirmation", "confirmation.free.email.txt")).contains("Payment:"))
  }

  @Test func whatHasNoLinkGoesOutWithoutItsButton() throws {
    for (slug, message, _, button) in Self.campaigns {
      let html = try page(slug, "\(message).awkward.email.html")
      #expect(!html.contains(">\(button)<"), "\(slug)")
    }
  }

  @Test func theLastStepPromisesAPersonAndTheStepsBeforeItDoNot() throws {
    let last = try page("installment-overdue", "last.learner.email.txt")
    #expect(last.contains("last message") && last.contains("our team"))
    for message in ["first", "second"] {
      #expect(!(try page("installment-overdue", "\(message).learner.email.txt")).contains("last message"))
    }
  }

  /// Holds REQ-3-18, X-119.
  @Test(arguments: [
    ("order-confirmation", "#4caf50"), ("payment-success", "#4caf50"), ("enrollment-confirmation", "#2196f3"),
    ("installment-reminder", "#ff9800"), ("payment-failed", "#f44336"), ("enrollment-cancelled", "#9e9e9e"),
  ])
  func eachHasTheColourOfItsKindAndAButtonThatCanBeRead(_ slug: String, _ colour: String) throws {
    let pages = try CampaignPreview.pages(of: Package.campaign(slug))
    let html = try #require(pages.first { $0.name.hasSuffix("learner.email.html") }?.text.lowercased())
    #expect(html.contains(colour), "the bar")
    let button = try #require(html.components(separatedBy: "<a href").last { $0.contains("background-color") })
    #expect(!button.contains("background-color:\(colour)"), "white on it could not be read")
  }
}
