import JSON
import Testing

@testable import Rendering

/// What a value may not do to a message on Discord.
@Suite struct DiscordTextTests {
  @Test(arguments: [
    ("Maya", "Maya"),
    ("*bold* _it_ ~~gone~~ ||spoiler|| `code`", #"\*bold\* \_it\_ \~\~gone\~\~ \|\|spoiler\|\| \`code\`"#),
    ("[here](https://evil.example)", #"\[here\](https\://evil.example)"#),
    ("<@80351110224678912>", "\\<@\u{200B}80351110224678912\\>"),
    ("@everyone", "@\u{200B}everyone"), ("# big", "\\# big"), ("Anne-Marie #5", "Anne-Marie #5"), ("a\nb", "a b"),
    ("a\u{202E}b\u{7}", "ab"), ("09:30", "09:30"), (#"\"#, #"\\"#), ("- item", #"\- item"#), ("> said", #"\> said"#),
  ])
  func aValueIsShownAsItWasWritten(value: String, shown: String) {
    #expect(DiscordText.value(value) == shown)
  }

  private func render(_ source: DiscordSource, _ context: JSON = ["first_name": "A_B", "url": "https://c.example/1"])
    throws
    -> RenderedDiscord
  {
    try DiscordRenderer.render(
      DiscordTemplate(source), context: context,
      sender: SenderDetails(brand: "Acme", postalAddress: ""),
      links: RecipientLinks(
        unsubscribe: "https://r.example/unsubscribe/t_1", unsubscribeAll: "https://r.example/unsubscribe/all/t",
        preferences: "https://r.example/preferences/t"), rewriting: { _ in "https://r.example/c/Ab_1" })
  }

  @Test func linksAreTrackedAndTheMessageSaysHowToStopIt() throws {
    let message = try render(
      DiscordSource(text: "Hello **{{first_name}}**, [go on]({{link:0}})", links: ["{{url}}"]))
    #expect(
      message.text
        == #"Hello **A\_B**, [go on](https://r.example/c/Ab_1)"# + "\n\n"
        + "-# [Stop these messages](<https://r.example/unsubscribe/t_1>)")
    #expect(message.links == [RenderedLink(target: "https://c.example/1", address: "https://r.example/c/Ab_1")])
  }

  @Test func moreThanTwoThousandCharactersAreRefused() throws {
    let source = DiscordSource(text: "{{first_name}}", carriesOptOut: false)
    let exact = try render(source, ["first_name": .string(String(repeating: "x", count: 2000))])
    #expect(exact.text.count == 2000)
    #expect(throws: RenderingError.tooLong(part: "message", count: 2002, allowed: 2000)) {
      try render(source, ["first_name": .string(String(repeating: "x", count: 2000) + "*")])
    }
  }
}
