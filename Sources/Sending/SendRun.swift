import Domain
import FunctionContract
import Store
import Transport

/// One event's deliveries on their way from announcement to record.
struct SendRun<Sender: MessageChannel> {
  private let channel: Sender
  private let settings: SendSettings
  private let client: ProviderClient
  private let invocation: Invocation
  private(set) var library: CampaignLibrary
  private(set) var counts = SendCounts()
  /// Deliveries that there was no time for.
  private(set) var left: [Int] = []

  init(
    channel: Sender, settings: SendSettings, library: CampaignLibrary, client: ProviderClient, invocation: Invocation
  ) {
    self.channel = channel
    self.settings = settings
    self.library = library
    self.client = client
    self.invocation = invocation
  }

  mutating func send(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) {
    let clock = SendClock(invocation)
    counts.announced = ids.count
    guard try connection.first(ReadBreaker(provider: channel.provider, now: clock.now)) == nil else {
      counts.waiting = ids.count
      return
    }
    let composer = Composer(ids, channel: channel, settings: settings, library: library, clock: clock)
    var dispatcher = Dispatcher(
      composer, channel: channel, settings: settings, client: client, clock: clock, deadline: invocation.deadline)
    try dispatcher.run(connection)
    library = dispatcher.composer.library
    left = dispatcher.left
    counts.skipped = dispatcher.composer.skipped
    counts.add(dispatcher.counts)
  }
}
