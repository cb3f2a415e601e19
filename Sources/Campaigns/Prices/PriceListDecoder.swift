import Domain
import YAML

/// Decodes a list of prices strictly.
struct PriceListDecoder {
  private static let categories = ["marketing", "utility", "authentication", "service"]
  /// Of a price that says no day: it holds for as long as anybody can ask.
  private static let always = "1970-01-01"

  let file: String
  let report: Report

  func decode(_ text: String) -> PriceList? {
    do throws(YAMLError) {
      let root = try YAMLReader.read(text)
      return YAMLFields(root, file: file, report: report, as: "a list of prices").flatMap(list)
    } catch {
      report.add(file, error.line, error.message)
      return nil
    }
  }

  private func list(_ fields: YAMLFields) -> PriceList? {
    let currency = fields.value(fields.required("currency"), "a currency of three letters such as EUR", Self.currency)
    let budget = fields.value(fields.optional("budget"), "an amount for a week such as '500', or 'none'") { text in
      text == "none" ? PriceList.Budget.none : ScalarForms.amount(text).map(PriceList.Budget.amount)
    }
    let nodes = fields.list(fields.required("prices"), of: "prices")
    var prices: [Price] = []
    for node in nodes {
      guard let price = fields.fields(node, as: "a price").flatMap(price(_:)) else { continue }
      let isKnown = prices.contains {
        $0.channel == price.channel && $0.unit == price.unit && $0.prefix == price.prefix
          && $0.validFrom == price.validFrom
      }
      if isKnown { fields.fault("a price for the same and from the same day stands above", at: node.line) }
      prices.append(price)
    }
    fields.refuseOthers()
    return currency.map { PriceList(currency: $0, budget: budget, prices: prices) }
  }

  private func price(_ fields: YAMLFields) -> Price? {
    let channel: Channel? = fields.choice(fields.required("channel"), of: Channel.allCases.filter(\.traits.isOnWire))
    let unit = channel.flatMap { self.unit(fields, $0) }
    let prefix = self.prefix(fields, channel)
    let day = fields.value(fields.optional("from"), "a day such as 2026-01-01") { text in
      Instant(rfc3339: text + "T00:00:00Z").map { _ in text }
    }
    let amount = fields.value(fields.required("price"), "an amount such as 0.0079", { Money($0) })
    fields.refuseOthers()
    guard let channel, let unit, let amount else { return nil }
    return Price(channel: channel, unit: unit, prefix: prefix ?? "", validFrom: day ?? Self.always, price: amount)
  }

  /// WhatsApp charges by category, SMS by the segment.
  private func unit(_ fields: YAMLFields, _ channel: Channel) -> String? {
    guard channel == .whatsapp else { return channel == .sms ? "segment" : "message" }
    let expected = "one of WhatsApp's categories: " + Self.categories.joined(separator: ", ")
    return fields.value(fields.required("category"), expected) { Self.categories.contains($0) ? $0 : nil }
  }

  private func prefix(_ fields: YAMLFields, _ channel: Channel?) -> String? {
    guard let node = fields.optional("prefix") else { return nil }
    if let channel, channel.traits.addressKind != .phone {
      fields.fault("\(channel.rawValue) goes to no number, so its price has no prefix", at: node.line)
    }
    return fields.value(node, "the first digits of a number without plus or zeros, up to seven, such as 44") { text in
      let isNumber = text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      return isNumber && (1...7).contains(text.utf8.count) && !text.hasPrefix("0") ? text : nil
    }
  }

  private static func currency(_ text: String) -> String? {
    text.utf8.count == 3 && text.utf8.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains) ? text : nil
  }
}
