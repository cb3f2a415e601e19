import Campaigns
import Domain
import FunctionContract
import Store

/// `prices [FILE]`: what messages cost, and the budget of all campaigns.
struct PricesCommand: Command {
  static let name = "prices"
  static let summary = "load what messages cost and what a week of them may, or list it"
  static let manual = Manual(
    words: "[FILE]",
    text: """
      Loads a list of prices; docs/prices.yaml is an example and docs/campaigns.md says what its keys mean. A price for the same
      numbers from the same day is replaced, others stay. All faults are told as file:line, and nothing is loaded while there is
      one. Without a file the prices that are there. Without --url they are those of the private database, which is started
      where it does not run.
      """,
    options: [Manual.Option("--url", "URL", "the database of a deployment, as a role that may write its prices")],
    exits: [
      (.badEvent, "the file cannot be read, has faults, or is in another currency than the deployment's"),
      (.unavailable, "the database cannot be started or reached"),
    ])

  private let path: String?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    path = try options.words(0...1, "a file with prices").first
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let connection = try Deployment.connection(options)
    guard let path else {
      try list(connection)
      return 0
    }
    let text = try Files.text(path)
    let prices: PriceList
    do throws(CampaignFaults) {
      prices = try PriceList(text, path: path)
    } catch {
      throw RunnerError(.badEvent, error.description)
    }
    Console.say("\(try PriceLoader(prices).load(connection)) prices in \(prices.currency).")
    return 0
  }

  private func list(_ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) {
      for (price, currency) in try connection.run(ListPrices()) {
        let number = price.prefix.isEmpty ? "" : " to +\(price.prefix)"
        Console.say(
          "\(price.channel.rawValue) \(price.unit)\(number): \(price.price.text) \(currency) from \(price.validFrom)")
      }
    } catch {
      throw RunnerError(error)
    }
  }
}
