import Domain
import Store
import TestKit
import Testing

/// What is true of a channel stands once in Swift and once in SQL: the same.
@Suite(.database) struct ChannelTests {
  @Test func theCatalogueKnowsTheSameChannels() throws {
    let names = try TestDatabase.current().rows("select unnest(rekindle.channels())").compactMap(\.[0])
    #expect(names == Channel.allCases.map(\.rawValue))
  }

  @Test(arguments: Channel.allCases) func traitsAgree(_ channel: Channel) throws {
    let row = try TestDatabase.current().rows(
      "select rekindle.address_kind($1), rekindle.measures_opens($1)::text, rekindle.carrier($1)",
      .text(channel.rawValue))
    #expect(
      row == [[channel.traits.addressKind?.rawValue, "\(channel.traits.measuresOpens)", channel.carrier.rawValue]])
  }

  @Test func theLedgerTakesEveryChannelAndNoOther() throws {
    let test = try TestDatabase.current()
    for channel in Channel.allCases {
      #expect(try test.value("select $1::rekindle.channel", .text(channel.rawValue)) == channel.rawValue)
    }
    for wrong in ["all", "Email", ""] {
      #expect(throws: (any Error).self) { try test.value("select $1::rekindle.channel", .text(wrong)) }
    }
    #expect(try test.value("select 'all'::rekindle.channel_or_all") == "all")
  }
}
