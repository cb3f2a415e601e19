import Foundation
import Store
import TestKit
import Testing

/// Prices and budgets from the command line, and campaigns that need them.
@Suite struct PricesTests {
  private let project: Project

  init() throws { project = try Project(campaigns: []) }

  private func load(_ text: String) throws -> Spawn.Result {
    let file = project.root + "/prices.yaml"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return try project.run(["prices", file])
  }

  @Test func pricesAreLoadedListedAndReplaced() throws {
    let example = try project.run(["prices", Project.repository + "/docs/prices.yaml"])
    #expect(example.exitCode == 0 && example.output == "9 prices in EUR.\n", "\(example.log)")
    #expect(try load("currency: EUR\nprices:\n  - { channel: sms, prefix: 44, price: 0.05 }\n").exitCode == 0)
    let listed = try project.run(["prices"]).output
    #expect(listed.contains("sms segment to +44: 0.05 EUR from 1970-01-01\n"))
    #expect(listed.contains("sms segment to +44: 0.042 EUR from 2027-01-01\n"), "another day's price stays")

    let url = try project.run(["database", "url"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let database = try Connection(url: url)
    let budget = "select weekly_budget::text from rekindle.deployment"
    #expect(try database.texts(budget) == [["500.00"]], "a list without a budget leaves it")
    let other = try load("currency: GBP\nbudget: none\nprices:\n  - { channel: email, price: 9 }\n")
    #expect(other.exitCode == 65 && other.log.contains("the prices are in GBP"))
    #expect(try database.texts(budget) == [["500.00"]])
    #expect(try database.texts("select from rekindle.prices where price = 9").isEmpty)
    #expect(try load("currency: EUR\nbudget: none\nprices: []\n").exitCode == 0)
    #expect(try database.texts(budget) == [[nil]])
    let faulty = try load("currency: EUR\nprices:\n  - { channel: sms, price: -1 }\n")
    #expect(faulty.exitCode == 65 && faulty.log.contains("prices.yaml:3: '-1' is not an amount"))
  }

  @Test func aCampaignWithABudgetNeedsPricesAndRoomForAMessage() throws {
    let folder = project.root + "/campaigns/course-completion"
    try FileManager.default.copyItem(atPath: Project.repository + "/campaigns/course-completion", toPath: folder)
    let file = folder + "/campaign.yaml"
    let yaml = try String(contentsOfFile: file, encoding: .utf8)
    let publish = { (budget: String) in
      try yaml.replacing("class: marketing\n", with: "class: marketing\nbudget: \(budget)\n")
        .write(toFile: file, atomically: true, encoding: .utf8)
      return try project.run(["publish"])
    }
    #expect(try publish("0").log.contains("campaign.yaml:5: '0' is not an amount for a week"))
    #expect(try publish("20").log.contains("campaign.yaml:5: a budget needs the price of email, which has none"))
    let prices = "currency: EUR\nprices:\n  - { channel: email, price: 0.01 }\n  - { channel: sms, price: 0.1 }\n"
    #expect(try load(prices).exitCode == 0)
    #expect(try publish("0.2").log.contains("one message by sms may cost 0.40, more than the budget of a week"))
    let published = try publish("20")
    #expect(published.exitCode == 0, "\(published.log)")
  }
}
