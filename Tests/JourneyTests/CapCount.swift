import Domain

/// How often learners were written to more than the product promises: counted apart from the product's own counting.
struct CapCount: Equatable, CustomStringConvertible {
  /// One message that the provider took.
  struct Message {
    let learner: Int
    let channel: String
    let at: Instant
  }

  private(set) var day = 0
  private(set) var week = 0
  private(set) var channelGap = 0

  var description: String { "\(day) over the day's cap, \(week) over the week's, \(channelGap) too close on a channel" }

  init() {}

  /// Two in 24 hours, five in seven days, 24 hours between two on one channel.
  init(_ messages: [Message]) {
    for (_, messages) in Dictionary(grouping: messages, by: \.learner) {
      day += Self.excess(messages, of: 2, in: .hours(24))
      week += Self.excess(messages, of: 5, in: .days(7))
      for (_, messages) in Dictionary(grouping: messages, by: \.channel) {
        channelGap += Self.excess(messages, of: 1, in: .hours(24))
      }
    }
  }

  /// Messages that were one too many when they came: the `most` before them came less than `span` earlier.
  private static func excess(_ messages: [Message], of most: Int, in span: Instant.Span) -> Int {
    let times = messages.map(\.at).sorted()
    return zip(times, times.dropFirst(most)).count { $1 - $0 < span }
  }
}
